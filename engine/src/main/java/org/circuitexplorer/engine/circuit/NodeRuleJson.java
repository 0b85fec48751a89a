package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;

/// The rule of a node in a circuit's file.
final class NodeRuleJson {
    private static final String EXPRESSION = "expression";
    private static final String TOKENS = "tokens";
    private static final String SCORE = "score";

    private NodeRuleJson() {}

    static void put(ObjectNode json, NodeRule rule) {
        switch (rule.rule()) {
            case TokenRule.Expression expression -> json.put(EXPRESSION, expression.pattern());
            case TokenRule.Tokens tokens -> {
                ArrayNode texts = json.putArray(TOKENS);
                tokens.texts().forEach(texts::add);
            }
        }
        rule.score()
                .ifPresent(score -> json.putObject(SCORE)
                        .put("above", score.above())
                        .put("tokens", score.tokens())
                        .put("fires", score.fires())
                        .put("holds", score.holds())
                        .put("both", score.both()));
    }

    static NodeRule read(JsonFields json) throws ModelFormatException {
        TokenRule rule = json.has(EXPRESSION) ? expression(json) : tokens(json);
        Optional<RuleScore> score = json.has(SCORE) ? Optional.of(score(json, json.object(SCORE))) : Optional.empty();
        json.requireNoOthers();
        return new NodeRule(rule, score);
    }

    private static TokenRule expression(JsonFields json) throws ModelFormatException {
        String pattern = json.text(EXPRESSION);
        try {
            return new TokenRule.Expression(pattern);
        } catch (IllegalArgumentException e) {
            throw json.problem(EXPRESSION, String.valueOf(e.getMessage()));
        }
    }

    private static TokenRule tokens(JsonFields json) throws ModelFormatException {
        List<String> texts = json.texts(TOKENS);
        try {
            return new TokenRule.Tokens(new TreeSet<>(texts));
        } catch (IllegalArgumentException e) {
            throw json.problem(TOKENS, String.valueOf(e.getMessage()));
        }
    }

    private static RuleScore score(JsonFields rule, JsonFields json) throws ModelFormatException {
        double above = json.number("above");
        int tokens = count(json, "tokens");
        int fires = count(json, "fires");
        int holds = count(json, "holds");
        int both = count(json, "both");
        json.requireNoOthers();
        try {
            return new RuleScore(above, tokens, fires, holds, both);
        } catch (IllegalArgumentException e) {
            throw rule.problem(SCORE, String.valueOf(e.getMessage()));
        }
    }

    private static int count(JsonFields json, String field) throws ModelFormatException {
        return json.integer(field, 0, Integer.MAX_VALUE / 2);
    }
}
