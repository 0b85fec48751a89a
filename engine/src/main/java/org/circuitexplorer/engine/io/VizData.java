package org.circuitexplorer.engine.io;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;

/// A circuit as the public viewer stores it, `viz_data.pt`. Losses are means over prompts, in nats: those that the file
/// holds as sums over the two prompts of a pair are halved.
///
/// @param circuit the kept channels of each site
/// @param samples examples of each kept node over the pretraining text
/// @param modelLoss task loss of the whole model, NaN when the file has none
/// @param circuitLoss task loss with all but the circuit at its mean, NaN when the file has none
/// @param ablatedLoss task loss of the circuit without one of its nodes
/// @param ablatedBlockLoss task loss of the circuit without all nodes of a block such as `0.attn`
/// @param connections strengths between the kept nodes of two sites
/// @param importances as `connections`, weighed by activation
/// @param taskSamples the prompts of the task with activations, when the file has them
/// @param history loss during pruning
/// @param totalNodes nodes of the whole model, 0 when the file does not say
/// @param settings settings of the pruning as they are written
public record VizData(
        NavigableMap<Site, int[]> circuit,
        NavigableMap<NodeId, List<Sample>> samples,
        double modelLoss,
        double circuitLoss,
        NavigableMap<NodeId, Double> ablatedLoss,
        Map<String, Double> ablatedBlockLoss,
        List<EdgeTable> connections,
        List<EdgeTable> importances,
        Optional<TaskSamples> taskSamples,
        List<HistoryPoint> history,
        long totalNodes,
        Map<String, String> settings) {
    /// A stretch of text in which a node has a value of a certain rank.
    ///
    /// @param fraction the rank as a share of all values, from the end that `top` names
    /// @param top among the largest values instead of the smallest
    /// @param tokens the text
    /// @param activations the node's value at each token
    /// @param position the token that the rank is about
    public record Sample(double fraction, boolean top, int[] tokens, float[] activations, int position) {}

    /// Numbers between the channels of two sites.
    ///
    /// @param sources channels of the source site; [#BIAS] stands for the bias
    /// @param targets channels of the target site
    /// @param values `[sources, targets]` row-major
    public record EdgeTable(Site source, Site target, int[] sources, int[] targets, float[] values) {
        /// The source that is no channel but the bias.
        public static final int BIAS = -1;
    }

    /// The prompts of a task, the first half of one class and the second half of the other.
    ///
    /// @param tokens `[prompts, length]` row-major, zeros after the end of a prompt
    /// @param length tokens in a row
    /// @param activations each kept node's value at every token, in the layout of `tokens`
    public record TaskSamples(int[] tokens, int length, NavigableMap<NodeId, float[]> activations) {}

    /// The loss after some steps of pruning.
    public record HistoryPoint(long step, double loss) {}
}
