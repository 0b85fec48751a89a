package org.circuitexplorer.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.circuitexplorer.engine.token.RuleReader;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;

/// Counts over a corpus how well a rule says where a node fires. The rule sees, at each token, the text of
/// its sequence up to and with that token, which is what the model sees.
public final class RuleScorer {
    private static final int SEQUENCES = 16;
    private final ForwardPass pass;
    private final IntFunction<String> tokenText;

    /// @param tokenText a token as it stands in a text
    public RuleScorer(SparseTransformer model, IntFunction<String> tokenText, Workers workers) {
        this.pass = new ForwardPass(model, workers);
        this.tokenText = tokenText;
    }

    /// @param above the node fires where the magnitude of its value is larger than this
    /// @param progress hears the number of tokens done
    /// @throws org.circuitexplorer.engine.token.SlowRuleException when the rule takes too much work
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    public RuleScore score(
            Corpus corpus, NodeId node, TokenRule rule, double above, ProgressListener progress, CancelToken cancel) {
        RuleReader reader = new RuleReader(rule, cancel);
        int fires = 0;
        int holds = 0;
        int both = 0;
        int done = 0;
        for (int from = 0; from < corpus.sequences(); from += SEQUENCES) {
            cancel.throwIfCancelled();
            progress.at("trying the rule", done, corpus.size());
            Activations seen = run(corpus, from, node);
            for (int s = 0; s < seen.batch().sequences(); s++) {
                boolean[] holding = reader.holds(texts(seen.batch(), s));
                float[] values = values(seen, node, s);
                for (int t = 0; t < values.length; t++) {
                    boolean firing = Math.abs(values[t]) > above;
                    if (firing) fires++;
                    if (holding[t]) holds++;
                    if (firing && holding[t]) both++;
                }
                done += values.length;
            }
        }
        return new RuleScore(above, done, fires, holds, both);
    }

    private Activations run(Corpus corpus, int from, NodeId node) {
        List<int[]> sequences = new ArrayList<>();
        for (int s = from; s < Math.min(corpus.sequences(), from + SEQUENCES); s++) sequences.add(corpus.sequence(s));
        return pass.run(TokenBatch.of(sequences), Interventions.NONE, Set.of(node.site()), LogitsAt.NONE);
    }

    private List<String> texts(TokenBatch batch, int sequence) {
        return Arrays.stream(batch.tokens(), batch.start()[sequence], batch.start()[sequence + 1])
                .mapToObj(tokenText)
                .toList();
    }

    private static float[] values(Activations seen, NodeId node, int sequence) {
        Panel panel = seen.at(node.site());
        int from = seen.batch().start()[sequence];
        float[] values = new float[seen.batch().length(sequence)];
        panel.copyChannel(node.channel(), from, from + values.length, values);
        return values;
    }
}
