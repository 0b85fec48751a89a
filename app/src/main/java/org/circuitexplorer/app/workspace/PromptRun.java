package org.circuitexplorer.app.workspace;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.tensor.Panel;

/// What happened at every recorded site, and at the output, when prompts were run.
///
/// @param activations every site recorded, logits of the last tokens
public record PromptRun(Activations activations) {
    /// Values of a node at the tokens of one prompt.
    public float[] values(NodeId node, int sequence) {
        return channel(node.site(), node.channel(), sequence);
    }

    /// Values of a channel of a recorded site at the tokens of one prompt.
    public float[] channel(Site site, int channel, int sequence) {
        Panel panel = activations.at(site);
        float[] values = new float[activations.batch().length(sequence)];
        int from = activations.batch().start()[sequence];
        panel.copyChannel(channel, from, from + values.length, values);
        return values;
    }

    /// Values that an edge multiplies: a V channel reaches WRITE through the attention's mix, y.
    public float[] carried(CircuitEdge edge, int sequence) {
        return carried(edge.source(), sequence);
    }

    /// As above, for any edge of a source.
    public float[] carried(NodeId source, int sequence) {
        if (source.site().kind() != SiteKind.ATTN_V) return values(source, sequence);
        return channel(new Site(source.site().layer(), SiteKind.ATTN_Y), source.channel(), sequence);
    }

    /// The value of a node at one token.
    public float value(NodeId node, TokenPlace at) {
        return values(node, at.prompt())[at.token()];
    }

    /// The token at which a node has its value of largest magnitude.
    public int furthestToken(NodeId node, int sequence) {
        float[] values = values(node, sequence);
        int at = 0;
        for (int t = 1; t < values.length; t++) if (Math.abs(values[t]) > Math.abs(values[at])) at = t;
        return at;
    }

    public int sequences() {
        return activations.batch().sequences();
    }

    /// Probability of every token of the vocabulary after a prompt.
    public double[] probabilities(int sequence) {
        double[] logits = logits(sequence);
        double highest = IntStream.range(0, logits.length)
                .mapToDouble(i -> logits[i])
                .max()
                .orElse(0);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.exp(logits[i] - highest);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) logits[i] /= sum;
        return logits;
    }

    /// Probability of one of two tokens after a prompt, when only these two are possible.
    public double probabilityOfTwo(int sequence, int wanted, int other) {
        double[] logits = logits(sequence);
        return 1 / (1 + Math.exp(logits[other] - logits[wanted]));
    }

    private double[] logits(int sequence) {
        Panel panel = activations.requireLogits();
        return IntStream.range(0, panel.channels())
                .mapToDouble(token -> panel.get(token, sequence))
                .toArray();
    }
}
