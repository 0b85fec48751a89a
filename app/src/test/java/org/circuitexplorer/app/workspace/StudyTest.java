package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.prune.HelpfulNode;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.stats.NodeHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown of a circuit, and how it is changed.
final class StudyTest extends StudyOfTheSample {
    @Test
    void theQuoteCircuitIsThereFromTheStart() {
        assertThat(study.entry().orElseThrow().name()).isEqualTo("single_double_quote");
        assertThat(study.circuit().orElseThrow().circuit().size()).isPositive();
        CircuitState.Losses losses = state().losses();
        assertThat(losses.model()).isLessThan(0.05);
        assertThat(losses.circuit().orElseThrow()).isLessThan(0.2);
        assertThat(losses.without().orElseThrow()).isGreaterThan(0.3);
        assertThat(losses.now()).isEqualTo(losses.circuit().orElseThrow());
    }

    @Test
    void theSelectedNodeHasAHistogramAndExamples() {
        study.select(strongest());
        NodeDetail detail = study.detailProperty().get().orElseThrow();
        NodeEffect effect = detail.effect().orElseThrow();
        assertThat(effect.lossRise()).isGreaterThan(0.1);
        assertThat(effect.after().logitDifference()).isLessThan(effect.before().logitDifference());
        for (NodeEffect.Answer answer : List.of(effect.before(), effect.after())) {
            assertThat(answer.probability()).isCloseTo(1 / (1 + Math.exp(-answer.logitDifference())), within(1e-6));
        }
        NodeDetail.Activity activity = detail.activity().orElseThrow();
        assertThat(activity.corpus().total()).isGreaterThan(100_000);
        assertThat(activity.examples().top()).isNotEmpty();
        assertThat(activity.classes().positive().total()).isPositive();
    }

    @Test
    void pairsWrapAround() {
        study.prompts().previousPair();
        assertThat(state().prompts())
                .isInstanceOfSatisfying(
                        Prompts.OfPair.class, p -> assertThat(p.number()).isEqualTo(p.count() - 1));
    }

    @Test
    void whatIsReadAddsUpToEveryValueOfTheCircuit() {
        Set<SiteKind> kinds = new HashSet<>();
        for (NodeId node : study.circuit().orElseThrow().circuit().nodeSet()) {
            for (int prompt = 0; prompt < 2; prompt++) {
                int tokens = state().prompts().sequences().get(prompt).length;
                for (int token = 0; token < tokens; token++) {
                    Connections connections = connections(node, new TokenPlace(prompt, token));
                    assertThat(connections.making().closes())
                            .as("%s at %d: %s", node, token, connections.making())
                            .isTrue();
                    assertThat(connections.holder()).isEqualTo(Connections.Holder.NOTHING);
                    double sum = connections.reads().stream()
                            .mapToDouble(Connection::contribution)
                            .sum();
                    assertThat(sum).isCloseTo(connections.making().sum(), within(1e-9));
                }
            }
            kinds.add(node.site().kind());
        }
        assertThat(kinds).hasSizeGreaterThan(5);
    }

    @Test
    void whatHoldsANodeAtItsValueIsNamed() {
        NodeId node = strongest();
        TokenPlace at = new TokenPlace(0, state().now().furthestToken(node, 0));
        double before = state().now().value(node, at);
        study.switches().ablate(node, new Ablation.Zero());
        Connections ablated = connections(node, at);
        assertThat(ablated.holder()).isEqualTo(Connections.Holder.ABLATION);
        assertThat(ablated.making().closes()).isFalse();
        assertThat(ablated.making().shown()).isZero();
        assertThat(ablated.making().made()).isCloseTo(before, within(1e-5));
        study.history().undo();

        NodeId outside =
                new NodeId(strongest().site(), outsideChannel(strongest().site()));
        assertThat(connections(outside, at).holder()).isEqualTo(Connections.Holder.MEAN);
        study.switches().invert();
        assertThat(connections(node, at).holder()).isEqualTo(Connections.Holder.MEAN);
        assertThat(connections(outside, at).making().closes()).isTrue();
        study.history().undo();
    }

    private Connections connections(NodeId node, TokenPlace at) {
        OpenModel model = study.entry().orElseThrow().model();
        return Connections.of(node, model, study.circuit().orElseThrow().circuit(), List.of(), state(), at);
    }

    @Test
    void contributionsAddUpWithoutAnEdgeToo() {
        OpenModel model = study.entry().orElseThrow().model();
        int compared = 0;
        for (CircuitEdge edge : study.circuit().orElseThrow().edges()) {
            NodeId node = edge.target();
            TokenPlace at = new TokenPlace(0, state().now().furthestToken(node, 0));
            float before = state().now().value(node, at);
            study.switches().toggle(EdgeId.of(edge));
            float now = state().now().value(node, at);
            boolean linear = node.site().kind() != SiteKind.MLP_NEURON;
            // What AbsTopK leaves at 0 is no sum.
            if (linear && now != 0 && now != before) {
                assertThat(sumOfReads(node, model, at)).isCloseTo(now, within(1e-4));
                compared++;
            }
            study.switches().toggle(EdgeId.of(edge));
        }
        assertThat(compared).isPositive();
    }

    @Test
    void undoAndRedoBringBackLabelsAndAblationsInOrder() {
        NodeId node = strongest();
        study.notes().change(node, info -> info.withLabel("copies the quote"));
        study.switches().ablate(node, new Ablation.Zero());
        study.notes().change(node, info -> info.withNote("seen on three prompts"));

        study.history().undo();
        assertThat(info(node).note()).isEmpty();
        assertThat(study.ablations().size()).isEqualTo(1);
        study.history().undo();
        assertThat(study.ablations().size()).isZero();
        assertThat(info(node).label()).isEqualTo("copies the quote");
        study.history().undo();
        assertThat(info(node).label()).isEmpty();
        study.history().redo();
        study.history().redo();
        study.history().redo();
        assertThat(info(node).note()).isEqualTo("seen on three prompts");
        assertThat(study.ablations().of(node)).contains(new Ablation.Zero());
    }

    @Test
    void aCircuitGrowsByANodeAndUndoTakesItAway() {
        NodeId outside =
                new NodeId(strongest().site(), outsideChannel(strongest().site()));
        int before = study.circuit().orElseThrow().circuit().size();
        study.select(strongest());
        study.growth().add(outside);

        assertThat(study.circuit().orElseThrow().circuit().size()).isEqualTo(before + 1);
        assertThat(study.selectionProperty().get()).contains(strongest());
        assertThat(state().losses().now()).isCloseTo(fullLoss(Ablations.NONE), within(1e-5));
        study.history().undo();
        assertThat(study.circuit().orElseThrow().circuit().size()).isEqualTo(before);
        assertThat(state().losses().now()).isCloseTo(fullLoss(Ablations.NONE), within(1e-5));
    }

    @Test
    void theNodeThatHelpsMostIsAdded() {
        CircuitDocument before = study.circuit().orElseThrow();
        List<Optional<HelpfulNode>> told = new ArrayList<>();
        study.growth().addMostHelpful(told::add);

        HelpfulNode node = told.getFirst().orElseThrow();
        assertThat(before.circuit().contains(node.node())).isFalse();
        assertThat(node.after()).isLessThan(node.before());
        assertThat(study.circuit().orElseThrow().circuit().contains(node.node()))
                .isTrue();
        study.history().undo();
        assertThat(study.circuit()).contains(before);
    }

    @Test
    void lookingForANodeEndsWhenAnotherCircuitIsShown() {
        List<Runnable> waiting = new ArrayList<>();
        BackgroundJobs jobs = new BackgroundJobs(waiting::add, Runnable::run, FAILURES::add);
        Growth growth = new Growth(study, jobs);
        growth.addMostHelpful(node -> {});
        Job job = jobs.running().getFirst();
        study.select(strongest());
        assertThat(job.isCancelled()).isFalse();
        study.show(workspace.task("bracket_brace").orElseThrow());
        assertThat(job.isCancelled()).isTrue();
        waiting.getFirst().run();
        assertThat(jobs.running()).isEmpty();
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void turningToAnotherCircuitIsAStepLikeAnyOther() {
        TaskEntry task = study.entry().orElseThrow();
        CircuitDocument first = study.circuit().orElseThrow();
        Site site = strongest().site();
        NodeId outside = new NodeId(site, outsideChannel(site));
        study.growth().add(outside);
        CircuitDocument other = study.circuit().orElseThrow();
        study.history().undo();
        task.others().add(other);
        study.select(strongest());
        study.switches().ablate(strongest(), new Ablation.Mean());
        double ablatedLoss = state().losses().now();

        study.turnTo(other);
        assertThat(study.circuit()).contains(other);
        assertThat(task.others()).containsExactly(first);
        assertThat(study.ablations().isNone()).isTrue();
        assertThat(study.selectionProperty().get()).contains(strongest());
        assertThat(state().losses().now()).isCloseTo(fullLoss(Ablations.NONE), within(1e-5));
        study.notes().change(outside, info -> info.withLabel("added"));
        CircuitDocument noted = study.circuit().orElseThrow();
        study.select(outside);

        study.history().undo();
        study.history().undo();
        assertThat(study.circuit()).contains(first);
        assertThat(task.others()).containsExactly(other);
        assertThat(study.ablations().of(strongest())).contains(new Ablation.Mean());
        assertThat(state().losses().now()).isEqualTo(ablatedLoss);
        assertThat(study.selectionProperty().get()).isEmpty();
        study.history().redo();
        study.history().redo();
        assertThat(study.circuit()).contains(noted);
        assertThat(task.others()).containsExactly(first);
        study.history().undo();
        study.history().undo();
        task.others().clear();
    }

    @Test
    void valuesAreShownAtTheChosenTokenUntilAnotherPromptIs() {
        NodeId node = strongest();
        TokenPlace own = study.prompts().place(node, state());
        assertThat(own).isEqualTo(new TokenPlace(0, state().now().furthestToken(node, 0)));
        study.prompts().placeProperty().set(Optional.of(new TokenPlace(1, 2)));
        assertThat(study.prompts().place(node, state())).isEqualTo(new TokenPlace(1, 2));
        study.prompts().nextPair();
        assertThat(study.prompts().placeProperty().get()).isEmpty();
    }

    @Test
    void examplesComeFromTheBinThatWasAskedFor() {
        study.select(strongest());
        NodeDetail.Activity activity = activity();
        int fullest = 0;
        for (int bin = 1; bin < activity.corpus().bins(); bin++) {
            if (activity.corpus().counts()[bin] > activity.corpus().counts()[fullest]) fullest = bin;
        }
        ValueRange range = new ValueRange(
                activity.corpus().edge(fullest), activity.corpus().edge(fullest + 1));
        study.examplesProperty().set(new ExampleChoice.Within(range));

        assertThat(activity().examples().choice().range()).contains(range);
        assertThat(activity().examples().top())
                .isNotEmpty()
                .allSatisfy(e -> assertThat((double) e.value()).isBetween(range.low(), range.high()));
        study.examplesProperty().set(new ExampleChoice.Within(new ValueRange(0, 0)));
        assertThat(activity().examples().top())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.value()).isZero());

        study.select(study.circuit().orElseThrow().circuit().nodeSet().first());
        assertThat(study.examplesProperty().get()).isEqualTo(new ExampleChoice.Extremes());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1, 0.5})
    void examplesOfAShareLieBeyondItsBoundAndNearIt(double fraction) {
        for (NodeId node : study.circuit().orElseThrow().circuit().nodeSet()) {
            study.select(node);
            study.examplesProperty().set(new ExampleChoice.Share(fraction));
            NodeHistogram corpus = activity().corpus();
            double high = ExampleChoice.bound(corpus, fraction, true);
            double low = ExampleChoice.bound(corpus, fraction, false);
            assertThat(activity().examples().top())
                    .as("%s, top", node)
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat((double) e.value()).isGreaterThanOrEqualTo(high));
            assertThat(activity().examples().bottom())
                    .as("%s, bottom", node)
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat((double) e.value()).isLessThanOrEqualTo(low));
            // Half of all values of a node that is not always the same lie nearer than the extreme ones.
            if (fraction == 0.5 && corpus.min() < corpus.max()) {
                assertThat((double) activity().examples().top().getFirst().value())
                        .isLessThan(corpus.max());
            }
        }
        study.examplesProperty().set(new ExampleChoice.Extremes());
    }

    @Test
    void howTheCircuitIsDrawnIsUndoneToo() {
        study.changeLook(study.look().withColouring(Colouring.MEAN));
        study.slideLook(study.look().withMinimumWeight(0.1));
        study.slideLook(study.look().withMinimumWeight(0.2));
        study.history().undo();
        assertThat(study.look().minimumWeight()).isZero();
        assertThat(study.look().colouring()).isEqualTo(Colouring.MEAN);
        study.history().undo();
        assertThat(study.look().colouring()).isEqualTo(Colouring.EFFECT);
    }

    private double sumOfReads(NodeId node, OpenModel model, TokenPlace at) {
        Circuit circuit = study.circuit().orElseThrow().circuit();
        return Connections.of(node, model, circuit, List.of(), state(), at).reads().stream()
                .mapToDouble(Connection::contribution)
                .sum();
    }

    private NodeDetail.Activity activity() {
        return study.detailProperty().get().orElseThrow().activity().orElseThrow();
    }

    private NodeInfo info(NodeId node) {
        return study.circuit().orElseThrow().circuit().info(node);
    }
}
