package org.circuitexplorer.engine.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.Panel;

/// Recomputes the activations of one node on a few sequences, by a forward pass over them.
public final class ExampleReader {
    private final ForwardPass pass;

    public ExampleReader(SparseTransformer model, Workers workers) {
        this.pass = new ForwardPass(model, workers);
    }

    /// The sequences around positions of a corpus.
    ///
    /// @param positions as [CorpusStatistics] gives them
    public List<Example> read(Corpus corpus, NodeId node, int... positions) {
        List<Example> examples = new ArrayList<>();
        if (positions.length == 0) return examples;
        List<int[]> sequences = new ArrayList<>();
        for (int position : positions) sequences.add(corpus.sequence(corpus.sequenceAt(position)));
        List<float[]> activations = activations(node, sequences);
        for (int i = 0; i < positions.length; i++) {
            int focus = positions[i] - corpus.start(corpus.sequenceAt(positions[i]));
            examples.add(new Example(sequences.get(i), activations.get(i), focus));
        }
        return examples;
    }

    /// The activation of a node at every token of each sequence.
    public List<float[]> activations(NodeId node, List<int[]> sequences) {
        TokenBatch batch = TokenBatch.of(sequences);
        Panel panel = pass.run(batch, Interventions.NONE, Set.of(node.site()), LogitsAt.NONE)
                .at(node.site());
        List<float[]> activations = new ArrayList<>();
        for (int s = 0; s < batch.sequences(); s++) {
            float[] values = new float[batch.length(s)];
            panel.copyChannel(node.channel(), batch.start()[s], batch.start()[s + 1], values);
            activations.add(values);
        }
        return activations;
    }

    /// The activations of a node over the two prompt classes of a task, in the bins of its corpus histogram. All tokens
    /// of the prompts count.
    public ClassHistogram overPrompts(NodeId node, List<PromptPair> pairs, NodeHistogram histogram) {
        float[] positive = joined(
                activations(node, pairs.stream().map(PromptPair::positive).toList()));
        float[] negative = joined(
                activations(node, pairs.stream().map(PromptPair::negative).toList()));
        return new ClassHistogram(histogram.count(positive), histogram.count(negative));
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
