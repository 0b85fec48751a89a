package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

/// Nodes and edges of a circuit, switched.
final class StudyAblationTest extends StudyOfTheSample {
    @Test
    void ablationRaisesTheLossByTheEffectThatTheFileSays() {
        NodeId node = strongest();
        double before = state().losses().now();
        study.switches().ablate(node, new Ablation.Mean());

        double effect =
                study.circuit().orElseThrow().circuit().info(node).effect().orElseThrow();
        assertThat(state().losses().now() - before).isCloseTo(effect, within(1e-3));
        study.history().undo();
        assertThat(state().losses().now()).isEqualTo(before);
    }

    @Test
    void aFixedValueIsWhatTheNodeHasAtEveryToken() {
        NodeId node = strongest();
        study.switches().ablate(node, new Ablation.Value(1.5f));
        assertThat(state().now().values(node, 0)).containsOnly(1.5f);
        study.switches().ablate(node, new Ablation.Scale(0));
        assertThat(state().now().values(node, 1)).containsOnly(0f);
    }

    @Test
    void anEdgeIsAblatedAsTheModelWithoutItSays() {
        double before = state().losses().now();
        EdgeId edge = strongestEdge();
        study.selection().choose(edge);
        EdgeDetail detail = study.edgeDetailProperty().get().orElseThrow();
        study.switches().toggle(edge);

        TaskEntry entry = study.entry().orElseThrow();
        OpenModel model = entry.model();
        CircuitDocument document = study.circuit().orElseThrow();
        float[] means = document.means(model.nodes());
        SparseTransformer without = EdgeAblation.without(model.transformer(), Set.of(edge), means);
        double full = new TaskEvaluator(without, entry.task().test(), workers())
                .evaluate(document.circuit().mask(model.nodes()), means)
                .loss();
        assertThat(state().losses().now()).isCloseTo(full, within(1e-5));
        assertThat(state().losses().now() - before).isCloseTo(detail.lossRise(), within(1e-6));
        study.switches().toggle(edge);
        assertThat(state().losses().now()).isEqualTo(before);
    }

    @Test
    void aNodeIsAblatedAtTheChosenTokensAlone() {
        NodeId node = strongest();
        float[] before = state().now().values(node, 0);
        study.switches().ablate(node, new Ablation.Value(1.5f));
        study.switches().toggleAt(List.of(node), 1);
        float[] now = state().now().values(node, 0);
        assertThat(now[1]).isEqualTo(1.5f);
        assertThat(now[0]).isEqualTo(before[0]);
        study.switches().toggleAt(List.of(node), 1);
        assertThat(state().now().values(node, 0)).containsOnly(1.5f);
    }

    @Test
    void anAmountIsAddedToWhatTheNodeIs() {
        NodeId node = strongest();
        float[] own = state().circuit().values(node, 0);
        double before = state().losses().now();
        study.switches().ablate(node, new Ablation.Add(-0.75f));
        float[] now = state().now().values(node, 0);
        for (int t = 0; t < own.length; t++) assertThat(now[t]).isEqualTo(own[t] - 0.75f);
        assertThat(state().losses().now()).isNotEqualTo(before);
        study.switches().ablate(node, new Ablation.Add(0));
        assertThat(state().losses().now()).isCloseTo(before, within(1e-5));
        study.switches().ablate(node, new Ablation.Add(2));
        study.switches().toggleAt(List.of(node), 1);
        assertThat(state().now().values(node, 0)[1]).isEqualTo(own[1] + 2);
        assertThat(state().now().values(node, 0)[0]).isEqualTo(own[0]);
    }

    @Test
    void aNodeIsWhatItIsAtTheOtherPrompt() {
        NodeId node = strongest();
        study.switches().ablate(node, new Ablation.OtherPrompt());
        float[] other = state().model().values(node, 1);
        float[] now = state().now().values(node, 0);
        for (int t = 1; t <= Math.min(now.length, other.length); t++) {
            assertThat(now[now.length - t]).isEqualTo(other[other.length - t]);
        }
        assertThat(state().losses().now())
                .isGreaterThan(state().losses().circuit().orElseThrow() + 0.1);
        assertThat(RunHistory.words(study.ablations())).isEqualTo(node + " other prompt");
        study.prompts().showOwn(new Prompts.Typed("x", new int[] {5, 6, 7}));
        assertThat(state().now().values(node, 0)).isEqualTo(state().circuit().values(node, 0));
    }

    @Test
    void aSeedDrawsTheSameSequencesAgain() {
        NodeId node = strongest();
        List<Double> losses = new ArrayList<>();
        for (long seed : new long[] {3, 4, 3}) {
            study.switches().ablate(node, new Ablation.CorpusSample(seed));
            losses.add(state().losses().now());
        }
        int[] prompt = state().prompts().sequences().getFirst();
        assertThat(losses.getFirst()).isEqualTo(losses.getLast()).isNotEqualTo(losses.get(1));
        study.history().undo();
        assertThat(study.ablations().of(node)).contains(new Ablation.CorpusSample(4));
        assertThat(state().losses().now()).isEqualTo(losses.get(1));
        study.prompts().showOwn(new Prompts.Typed("x", prompt));
        assertThat(state().now().values(node, 0)).isNotEqualTo(state().circuit().values(node, 0));
    }

    @Test
    void aDoseLiesBetweenTheNodeAndItsMean() {
        NodeId node = strongest();
        float own = state().now().values(node, 0)[0];
        study.switches().ablate(node, new Ablation.Mean());
        float mean = state().now().values(node, 0)[0];
        double ablated = state().losses().now();
        study.switches().slide(List.of(node), new Ablation.Towards(0.25f));
        study.switches().slide(List.of(node), new Ablation.Towards(0.5f));
        study.switches().endMove();
        assertThat(state().now().values(node, 0)[0]).isCloseTo((own + mean) / 2, within(1e-4f));
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        study.history().undo();
        assertThat(state().losses().now()).isEqualTo(ablated);
    }

    @Test
    void headsLayersAndEverythingElseAreSwitchedAtOnce() {
        NodeId value = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind() == SiteKind.ATTN_V)
                .findFirst()
                .orElseThrow();
        List<NodeId> head = study.switches().headOf(value);
        assertThat(head).contains(value).allMatch(n -> n.site().kind().isPerHead());
        assertThat(study.switches().layerOf(value))
                .containsAll(study.switches().sublayerOf(value))
                .containsAll(head);
        study.switches().keepOnly(head);
        int size = study.circuit().orElseThrow().circuit().size();
        assertThat(study.ablations().size()).isEqualTo(size - head.size());
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        study.switches().reset();
        study.switches().invert();
        assertThat(state().losses().now()).isCloseTo(state().losses().without().orElseThrow(), within(1e-5));
    }

    @Test
    void ablationsWaitWhileAnotherTaskIsStudied() {
        NodeId node = strongest();
        TaskEntry quotes = study.entry().orElseThrow();
        study.switches().ablate(node, new Ablation.Zero());
        double ablated = state().losses().now();
        study.show(workspace.task("bracket_brace").orElseThrow());
        assertThat(study.ablations().isNone()).isTrue();
        study.show(quotes);
        assertThat(study.ablations().of(node)).contains(new Ablation.Zero());
        assertThat(state().losses().now()).isCloseTo(ablated, within(1e-6));
        study.history().undo();
        assertThat(study.ablations().isNone()).isTrue();
    }

    @Test
    void compiledLossesAgreeWithFullPasses() {
        NodeId node = strongest();
        NodeId other = study.circuit().orElseThrow().circuit().nodeSet().first();
        for (Ablation ablation :
                List.of(new Ablation.Mean(), new Ablation.Zero(), new Ablation.Value(1.5f), new Ablation.Scale(0.5f))) {
            study.switches().ablate(node, ablation);
            study.switches().ablate(other, ablation);
            assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        }
    }

    @Test
    void aNodeOutsideTheCircuitCountsOnceItIsHeldAtAValue() {
        NodeId outside =
                new NodeId(strongest().site(), outsideChannel(strongest().site()));
        double before = state().losses().now();
        study.switches().ablate(outside, new Ablation.Mean());
        assertThat(state().losses().now()).isCloseTo(before, within(1e-6));
        study.switches().ablate(outside, new Ablation.Value(3));
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
    }

    /// Another model may be opened while a slider moves.
    @Test
    void aMovementGoesOnAfterItsRunsAreForgotten() {
        study.switches().slide(List.of(strongest()), new Ablation.Scale(0.5f));
        study.runs().clear();
        study.switches().slide(List.of(strongest()), new Ablation.Scale(0.25f));
        study.switches().endMove();
        assertThat(study.runs().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.past().ablations()).isEqualTo(study.ablations()));
    }

    @Test
    void everyRunIsKeptAndComesBack() {
        NodeId node = strongest();
        int before = study.runs().runs().size();
        study.switches().ablate(node, new Ablation.Zero());
        study.switches().toggleAt(List.of(node), 2);
        RunHistory.Run last = study.runs().runs().getLast();
        assertThat(study.runs().runs()).hasSize(before + 2);
        assertThat(last.past().loss()).isEqualTo(state().losses().now());
        study.switches().reset();
        study.runs().restore(last);
        assertThat(study.ablations()).isEqualTo(last.past().ablations());
        assertThat(RunHistory.csv(List.of(last)))
                .startsWith("run,time,task,ablated,loss,rise,accuracy\n1,")
                .contains("\"" + node + " zero at 2\"")
                .contains("," + last.past().loss() + ",");
        study.history().undo();
        assertThat(study.ablations().isNone()).isTrue();
    }

    private EdgeId strongestEdge() {
        return study.circuit().orElseThrow().edges().stream()
                .max(Comparator.comparingDouble(e -> Math.abs(e.weight())))
                .map(EdgeId::of)
                .orElseThrow();
    }
}
