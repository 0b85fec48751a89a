package org.circuitexplorer.engine.circuit;

import java.util.Optional;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;

/// Where a node is said to fire.
///
/// @param score how well that is true of a corpus, once it was counted
public record NodeRule(TokenRule rule, Optional<RuleScore> score) {}
