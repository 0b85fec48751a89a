package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;

/// Redundant copies in a small random model in which a neuron is made to do what another does.
final class CopySearchTest extends OfSmallModel {
    private static final Site NEURONS = new Site(0, SiteKind.MLP_NEURON);
    private static final NodeId FIRST = new NodeId(NEURONS, 4);
    private static final NodeId SECOND = new NodeId(NEURONS, 5);

    @Test
    void findsTheNeuronThatDoesWhatAnotherDoes() {
        Subject subject = subject();
        Copies found = search(subject);
        Copies.Copy copy = found.copies().stream()
                .filter(c -> Set.of(c.node(), c.original()).equals(Set.of(FIRST, SECOND)))
                .findFirst()
                .orElseThrow();
        // AbsTopK may keep the one without the other where they are just at the boundary.
        assertThat(copy.correlation()).isBetween(0.95, 1.0);
        assertThat(copy.slope()).isBetween(0.8, 1.2);
        assertThat(found.copies()).extracting(Copies.Copy::original).doesNotContain(copy.node());
        assertThat(search(new Subject(MODEL, INDEX, MEANS, subject.circuit(), workers))
                        .copies())
                .noneMatch(c -> Set.of(c.node(), c.original()).equals(Set.of(FIRST, SECOND)));
    }

    @Test
    void aCopyIsMadeFromItsOriginalAtEveryToken() {
        Subject subject = subject();
        Copies found = search(subject);
        Copies.Copy copy = found.copies().getFirst();
        List<int[]> prompts = runner.prompts();
        TokenBatch batch = TokenBatch.of(prompts);
        ForwardPass pass = new ForwardPass(subject.model(), workers);
        Panel seen = pass.run(batch, subject.circuitAlone(), Set.of(copy.node().site()), LogitsAt.NONE)
                .at(copy.node().site());
        Outcome merged = new PairRunner(subject.model(), PAIRS, workers).runEach(prompt -> {
            List<Intervention> all = new ArrayList<>();
            for (int t = 0; t < prompts.get(prompt).length; t++) {
                float original = seen.get(copy.original().channel(), batch.start()[prompt] + t);
                float value = (float) (copy.slope() * original + copy.intercept());
                all.add(new Intervention(
                        copy.node().site(),
                        new int[] {copy.node().channel()},
                        new float[] {0},
                        new float[] {value},
                        new int[] {t}));
            }
            return subject.circuitAlone().then(Interventions.of(all));
        });
        assertThat(copy.rise().value())
                .isCloseTo(merged.result().loss() - found.before().value(), within(1e-6));
        assertThat(found.pairs()).isEqualTo(PAIRS.size());
    }

    @Test
    void withoutCopiesNothingIsMerged() {
        Subject few = new Subject(MODEL, INDEX, MEANS, Circuit.of(List.of(FIRST)), workers);
        Copies found = search(few);
        assertThat(found.copies()).isEmpty();
        assertThat(found.merged()).isEqualTo(found.before());
    }

    private Copies search(Subject subject) {
        List<NodeEffect> effects =
                new LeaveOneOut(subject, PAIRS, bootstrap).nodes(ProgressListener.NONE, new CancelToken());
        return new CopySearch(new FewPairs(subject, PAIRS, ValidationSettings.DEFAULT))
                .run(effects, ProgressListener.NONE, new CancelToken());
    }

    private Subject subject() {
        Layer layer = MODEL.layers().getFirst();
        int[] rows = new int[MODEL.config().mlpWidth()];
        for (int r = 0; r < rows.length; r++) rows[r] = r == SECOND.channel() ? FIRST.channel() : r;
        Linear twice = layer.mlpIn().rows(rows);
        List<Layer> layers = new ArrayList<>(MODEL.layers());
        layers.set(0, layer.with(layer.attentionIn(), layer.attentionOut(), twice, layer.mlpOut()));
        SparseTransformer model = new SparseTransformer(
                MODEL.config(),
                MODEL.tokenEmbedding(),
                MODEL.positionEmbedding(),
                layers,
                MODEL.finalNorm(),
                MODEL.unembedding(),
                MODEL.bigram());
        return new Subject(
                model,
                INDEX,
                MEANS,
                Circuit.of(subject(1).circuit().nodeSet().stream().toList()),
                workers);
    }
}
