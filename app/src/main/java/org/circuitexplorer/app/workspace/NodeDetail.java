package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.attribution.DirectTokens;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.ClassHistogram;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// What the corpus and the task's prompts tell of a node of the whole model.
///
/// @param node the node
/// @param effect what it costs the circuit to lose it, empty outside circuits
/// @param tokens the tokens next to it by weights alone
/// @param activity its histogram and examples, empty until the corpus is scanned
public record NodeDetail(
        NodeId node, Optional<NodeEffect> effect, DirectTokens.Both tokens, Optional<Activity> activity) {
    /// @param corpus over the corpus
    /// @param classes over the two prompt classes of the task, in the same bins
    /// @param examples places of the corpus
    public record Activity(NodeHistogram corpus, ClassHistogram classes, Examples examples) {}

    /// Places of the corpus with values that were asked for.
    ///
    /// @param choice which values
    /// @param top from the large end; all of those in a range
    /// @param bottom from the small end
    public record Examples(ExampleChoice choice, List<Example> top, List<Example> bottom) {
        public Examples {
            top = List.copyOf(top);
            bottom = List.copyOf(bottom);
        }
    }
}
