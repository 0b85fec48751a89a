package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A circuit that is sufficient and necessary and yet not what its model does must be caught, by prompts made from the
/// task's own without any knowledge of brackets.
final class BracketCircuitTest {
    private static final Workers WORKERS = Workers.forThisMachine();
    private static final ValidationSettings SETTINGS = new ValidationSettings(0, 32, 200, 4, 4, false);

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static SampleSubject subject;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Dossier dossier;

    @BeforeAll
    static void validate() throws IOException, ModelFormatException {
        subject = SampleSubject.brackets();
        dossier = validate(SETTINGS, ProgressListener.NONE, new CancelToken());
    }

    private static Dossier validate(ValidationSettings settings, ProgressListener progress, CancelToken cancel) {
        return new Validator(subject.loaded(), Optional.empty(), WORKERS, "test")
                .validate(subject.document(), subject.task(), settings, progress, cancel);
    }

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void byItsLossesAloneItLooksReal() {
        Faithfulness f = dossier.faithfulness();
        assertThat(f.model().value()).isLessThan(0.03);
        assertThat(f.circuit().value()).isBetween(0.1, 0.25);
        assertThat(f.without().value()).isGreaterThan(1);
        assertThat(f.faithfulness().value()).isBetween(0.3, 1.2);
        assertThat(dossier.flags())
                .extracting(Flag::topic)
                .doesNotContain(Flag.Topic.SUFFICIENCY, Flag.Topic.NECESSITY, Flag.Topic.RANDOM_SETS);
    }

    @Test
    void onLongerAndMisleadingPromptsItIsCaught() {
        assertThat(result(Variation.Kind.MUCH_LONGER).disagreement().low()).isGreaterThan(0.1);
        assertThat(result(Variation.Kind.MISLEADING_COMMENT).disagreement().low())
                .isGreaterThan(0.1);
        assertThat(dossier.flags())
                .filteredOn(flag -> flag.topic() == Flag.Topic.VARIATION)
                .extracting(Flag::sentence)
                .anyMatch(s -> s.contains("much longer"))
                .anyMatch(s -> s.contains("misleading comment"));
    }

    private static VariationResult result(Variation.Kind kind) {
        return dossier.variations().stream()
                .filter(r -> r.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVerdictSaysAsMuchAsTheFlagsDo() {
        assertThat(dossier.verdict().level()).isEqualTo(Verdict.Level.LIMITED);
        Verdict holds = flagged();
        assertThat(holds.level()).isEqualTo(Verdict.Level.HOLDS);
        assertThat(holds.sentence()).contains("Nothing that was measured", "pruned controls were not run");
        Verdict limited = flagged(Flag.Topic.VARIATION, Flag.Topic.VARIATION, Flag.Topic.NECESSITY);
        assertThat(limited.level()).isEqualTo(Verdict.Level.LIMITED);
        assertThat(limited.sentence())
                .contains("has another way to the answer and the two part ways on 2 of "
                        + dossier.variations().size());
        Verdict not = flagged(Flag.Topic.NECESSITY, Flag.Topic.PRUNED_CONTROL);
        assertThat(not.level()).isEqualTo(Verdict.Level.NOT_SHOWN);
        assertThat(not.sentence()).contains("where there is nothing to find. Besides, the model has another way");
    }

    private static Verdict flagged(Flag.Topic... topics) {
        return dossier.withFlags(
                        Stream.of(topics).map(t -> new Flag(t, "doubt")).toList())
                .verdict();
    }

    @Test
    void everyNodeAndEdgeIsLeftOutOnce() {
        assertThat(dossier.nodes())
                .extracting(NodeEffect::node)
                .containsExactlyInAnyOrderElementsOf(
                        subject.document().circuit().nodeSet());
        assertThat(dossier.edges())
                .extracting(EdgeEffect::edge)
                .containsExactlyInAnyOrderElementsOf(subject.document().edges());
        assertThat(dossier.nodes().getFirst().rise().value())
                .isGreaterThan(dossier.nodes().getLast().rise().value());
    }

    @Test
    void sizesEndAtTheWholeModel() {
        SizeCurve.Point all = dossier.sizes().points().getLast();
        assertThat(all.faithfulness().value()).isCloseTo(1, within(1e-6));
        assertThat(all.loss()).isCloseTo(dossier.faithfulness().model().value(), within(1e-5));
        assertThat(dossier.sizes().points()).extracting(SizeCurve.Point::edges).isSorted();
        for (SizeLosses.Line line : dossier.orders().lines()) {
            boolean others = line.order() == SizeLosses.Order.SHUFFLED_ANSWERS;
            assertThat(line.points().getLast().loss() > 1)
                    .as(line.order().label())
                    .isEqualTo(others);
        }
    }

    @Test
    void aSeedGivesTheSameNumbers() {
        Dossier again = validate(SETTINGS, ProgressListener.NONE, new CancelToken());
        assertThat(again.faithfulness()).isEqualTo(dossier.faithfulness());
        assertThat(again.variations()).isEqualTo(dossier.variations());
        assertThat(again.completeness()).isEqualTo(dossier.completeness());
        assertThat(again.randomSets().losses()).isEqualTo(dossier.randomSets().losses());
    }

    @Test
    void itCanBeCancelledOnTheWay() {
        CancelToken cancel = new CancelToken();
        List<String> heard = new ArrayList<>();
        assertThatThrownBy(() -> validate(
                        SETTINGS,
                        (what, done, total) -> {
                            heard.add(what);
                            if (what.equals("leaving out each edge")) cancel.cancel();
                        },
                        cancel))
                .isInstanceOf(CancelledException.class);
        assertThat(heard).last().isEqualTo("leaving out each edge");
    }

    @Test
    void oneThatWasEndedGoesOnAfterTheLastFinishedPart(@TempDir Path folder) {
        CancelToken cancel = new CancelToken();
        assertThatThrownBy(() -> keeping(
                        folder,
                        (what, done, total) -> {
                            if (what.startsWith("knocking out")) cancel.cancel();
                        },
                        cancel))
                .isInstanceOf(CancelledException.class);
        Set<String> heard = new TreeSet<>();
        Dossier found = keeping(folder, (what, done, total) -> heard.add(what), new CancelToken());
        assertThat(heard)
                .contains("knocking out random halves", "trying random sets of nodes")
                .doesNotContain("ablating in other ways", "leaving out each node", "growing the circuit");
        assertThat(found.faithfulness()).isEqualTo(dossier.faithfulness());
        assertThat(found.ablations()).isEqualTo(dossier.ablations());
        assertThat(found.nodes()).isEqualTo(dossier.nodes());
        assertThat(found.edges()).isEqualTo(dossier.edges());
        assertThat(found.weakestPair()).isEqualTo(dossier.weakestPair());
        assertThat(found.sizes()).isEqualTo(dossier.sizes());
        assertThat(found.orders()).isEqualTo(dossier.orders());
        assertThat(found.completeness()).isEqualTo(dossier.completeness());
        assertThat(found.interchange()).isEqualTo(dossier.interchange());
        assertThat(found.copies()).isEqualTo(dossier.copies());
        assertThat(found.ends()).isEqualTo(dossier.ends());
        assertThat(found.variations()).isEqualTo(dossier.variations());
        assertThat(found.randomSets().losses()).isEqualTo(dossier.randomSets().losses());
        assertThat(found.flags()).isEqualTo(dossier.flags());

        heard.clear();
        assertThat(keeping(folder, (what, done, total) -> heard.add(what), new CancelToken())
                        .flags())
                .isEqualTo(dossier.flags());
        assertThat(heard).containsExactly("running circuit and model");
    }

    private static Dossier keeping(Path folder, ProgressListener progress, CancelToken cancel) {
        return new Validator(subject.loaded(), Optional.empty(), WORKERS, "test")
                .keepingIn(folder)
                .validate(subject.document(), subject.task(), SETTINGS, progress, cancel);
    }
}
