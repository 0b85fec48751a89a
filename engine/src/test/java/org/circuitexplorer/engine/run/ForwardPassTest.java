package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardPassTest {
    /// More sequences than go together, which cross tiles; changes everywhere, at some positions, and none.
    @ParameterizedTest
    @ValueSource(ints = {51, 52})
    void sequencesWithChangesOfTheirOwnComeOutAsAlone(int seed) {
        for (SparseTransformer model : List.of(SmallModel.create(seed), SmallModel.createOther(seed))) {
            SplittableRandom random = new SplittableRandom(seed);
            List<int[]> sequences = new ArrayList<>();
            List<Interventions> changes = new ArrayList<>();
            for (int s = 0; s < 21; s++) {
                int length = 1 + random.nextInt(model.config().blockSize());
                sequences.add(
                        random.ints(length, 0, model.config().vocabularySize()).toArray());
                changes.add(changes(model.config(), random));
            }
            Set<Site> sites = Set.copyOf(model.config().nodeSites());
            TokenBatch batch = TokenBatch.of(sequences);
            try (Workers workers = new Workers(2)) {
                ForwardPass pass = new ForwardPass(model, workers);
                Activations together = pass.runEach(batch, changes::get, sites, LogitsAt.ALL);
                assertThat(together.batch().start()).isEqualTo(batch.start());
                for (int s = 0; s < sequences.size(); s++) {
                    TokenBatch alone = TokenBatch.of(sequences.get(s));
                    Activations own = pass.run(alone, changes.get(s), sites, LogitsAt.ALL);
                    assertSame(together.requireLogits(), batch.start()[s], own.requireLogits());
                    for (Site site : sites) assertSame(together.at(site), batch.start()[s], own.at(site));
                }
            }
        }
    }

    /// A pass without logits ends with the layer of the last site that is recorded.
    @ParameterizedTest
    @ValueSource(ints = {51, 52})
    void aSiteRecordedByItselfIsThatOfTheWholePass(int seed) {
        for (SparseTransformer model : List.of(SmallModel.create(seed), SmallModel.createOther(seed))) {
            SplittableRandom random = new SplittableRandom(seed);
            TokenBatch batch = TokenBatch.of(
                    List.of(random.ints(5, 0, model.config().vocabularySize()).toArray()));
            Interventions changes = changes(model.config(), random);
            Set<Site> sites = Set.copyOf(model.config().sites());
            try (Workers workers = new Workers(2)) {
                ForwardPass pass = new ForwardPass(model, workers);
                Activations whole = pass.run(batch, changes, sites, LogitsAt.ALL);
                for (Site site : sites) {
                    Activations alone = pass.run(batch, changes, Set.of(site), LogitsAt.NONE);
                    assertSame(whole.at(site), 0, alone.at(site));
                }
                assertThat(pass.run(batch, changes, Set.of(), LogitsAt.NONE).batch())
                        .isEqualTo(batch);
            }
        }
    }

    private static Interventions changes(ModelConfig config, SplittableRandom random) {
        List<Intervention> all = new ArrayList<>();
        for (Site site : config.nodeSites()) {
            int[] channel = {random.nextInt(config.width(site.kind()))};
            float[] add = {(float) random.nextDouble(-1, 1)};
            switch (random.nextInt(3)) {
                case 0 -> all.add(Intervention.replace(site, channel, add));
                case 1 -> all.add(new Intervention(site, channel, new float[] {0.5f}, add, new int[] {0, 2}));
                default -> {}
            }
        }
        return Interventions.of(all);
    }

    private static void assertSame(Panel all, int first, Panel own) {
        for (int c = 0; c < own.channels(); c++) {
            for (int t = 0; t < own.tokens(); t++) {
                assertThat(all.get(c, first + t)).isCloseTo(own.get(c, t), within(2e-5f));
            }
        }
    }
}
