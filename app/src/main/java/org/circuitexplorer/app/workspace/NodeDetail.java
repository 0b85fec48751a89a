package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.ClassHistogram;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// What the corpus and the task's prompts tell of a node of the whole model.
///
/// @param node the node
/// @param effect what it costs the circuit to lose it, empty outside circuits
/// @param activity its histogram and examples, empty until the corpus is scanned
public record NodeDetail(NodeId node, Optional<NodeEffect> effect, Optional<Activity> activity) {
    /// @param corpus over the corpus
    /// @param classes over the two prompt classes of the task, in the same bins
    /// @param top where the node is largest
    /// @param bottom where it is smallest
    /// @param within where its value lies in a range that was asked for
    public record Activity(
            NodeHistogram corpus,
            ClassHistogram classes,
            List<Example> top,
            List<Example> bottom,
            Optional<RangeExamples> within) {
        public Activity {
            top = List.copyOf(top);
            bottom = List.copyOf(bottom);
        }
    }

    /// Examples of values in a range.
    public record RangeExamples(ValueRange range, List<Example> examples) {
        public RangeExamples {
            examples = List.copyOf(examples);
        }
    }
}
