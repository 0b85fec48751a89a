package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts against a count token by token, each sequence run by itself.
final class RuleScorerTest {
    @ParameterizedTest
    @CsvSource({"0, 0.mlp.post_act.7", "0.01, 1.attn.v.3", "0.3, 2.attn.act_in.5"})
    void countsAreThoseOfEveryTokenByItself(double above, String name) {
        LoadedModel model = ScanFixture.model();
        Corpus corpus = ScanFixture.corpus(model, 700);
        NodeId node = NodeId.parse(name, model.transformer().config()).orElseThrow();
        try (Workers workers = Workers.forThisMachine()) {
            RuleScore score = new RuleScorer(model.transformer(), token -> "t" + token + ";", workers)
                    .score(
                            corpus,
                            node,
                            TokenRule.parse("/[13579];t[0-9]*[02468];/"),
                            above,
                            ProgressListener.NONE,
                            new CancelToken());

            int fires = 0;
            int holds = 0;
            int both = 0;
            for (int s = 0; s < corpus.sequences(); s++) {
                int[] tokens = corpus.sequence(s);
                Panel panel = new ForwardPass(model.transformer(), workers)
                        .run(TokenBatch.of(tokens), Interventions.NONE, Set.of(node.site()), LogitsAt.NONE)
                        .at(node.site());
                for (int t = 0; t < tokens.length; t++) {
                    boolean fire = Math.abs(panel.get(node.channel(), t)) > above;
                    boolean hold = t > 0 && tokens[t - 1] % 2 == 1 && tokens[t] % 2 == 0;
                    fires += fire ? 1 : 0;
                    holds += hold ? 1 : 0;
                    both += fire && hold ? 1 : 0;
                }
            }
            assertThat(score).isEqualTo(new RuleScore(above, 700, fires, holds, both));
            assertThat(score.fires()).isBetween(1, 699);
            assertThat(score.both()).isPositive();
        }
    }
}
