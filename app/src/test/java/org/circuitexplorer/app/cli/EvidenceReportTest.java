package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.prune.Effort;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SearchedControl;
import org.junit.jupiter.api.Test;

class EvidenceReportTest {
    private static final List<SearchedControl> CONTROLS = List.of(
            new SearchedControl(PruningControl.Kind.SHUFFLED_ANSWERS, false, true, 900, 4000, 3.1, 0.707),
            new SearchedControl(PruningControl.Kind.NONSENSE, true, false, 25, 17, 0.2, 0.1));

    private static EvidenceRow.Side side(int nodes, int edges, int used, boolean complete) {
        BudgetPath path = new BudgetPath(
                List.of(),
                List.of(
                        new BudgetPath.Point(0, 0, 1.5),
                        new BudgetPath.Point(nodes, edges, 0.1),
                        new BudgetPath.Point(10 * nodes, 20 * edges, 0.2)));
        return new EvidenceRow.Side(
                nodes,
                edges,
                used,
                new CircuitLosses(0.01, 0.14, 0.9, OptionalDouble.of(0.02)),
                0.14,
                1.25,
                12.3,
                true,
                new Effort(70, complete),
                path,
                members(nodes),
                Set.of());
    }

    /// The first so many channels of one site.
    private static Set<NodeId> members(int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(c -> new NodeId(new Site(0, SiteKind.MLP_NEURON), c))
                .collect(Collectors.toSet());
    }

    private static EvidenceReport report() {
        return new EvidenceReport(
                "sparse",
                "dense",
                "circuit-explorer evidence",
                "test",
                0.15,
                LossKind.RAW,
                List.of(
                        new EvidenceRow("quotes", side(10, 8, 5, true), side(40, 160, 100, true), CONTROLS),
                        new EvidenceRow("brackets", side(20, 18, 20, true), side(80, 360, 400, false), CONTROLS)),
                List.of("dense cannot do swaps."));
    }

    @Test
    void sizesAreComparedByGeometricMeans() {
        assertThat(report().mean(EvidenceRow::sparse, EvidenceRow.Side::edges)).isCloseTo(12, within(1e-9));
        assertThat(report().ratio(EvidenceRow.Side::edges)).isCloseTo(20, within(1e-9));
        assertThat(report().ratio(EvidenceRow.Side::used)).isCloseTo(20, within(1e-9));
    }

    @Test
    void thePageHoldsEveryTaskTheMeansAndWhatIsLeftOut() {
        assertThat(report().page("x.svg"))
                .contains("| quotes | sparse | 10 | 8 | 5 | 0.010 | 0.140 | 0.020 | 0.90 | 1.25 | 70 | 12 |  |")
                .contains(
                        "|  | dense | 80 | 360 | 400 | 0.010 | 0.140 | 0.020 | 0.90 | 1.25 | 70 | 12 | kicks ended at the limit |")
                .contains("| ratio | 4.0 | 20.0 | 20.0 |")
                .contains("| 1 quotes | | 0.50 |", "| 2 brackets | 1.00 | |")
                .contains("](x.svg)", "* dense cannot do swaps.", "over 2 tasks");
    }

    @Test
    void aControlThatComesCloseIsFlagged() {
        assertThat(report().page("x.svg"))
                .contains("| task | the task itself | shuffled answers | nonsense |")
                .contains("| quotes | 10, 8, 0.14 | not reached (0.71) | 25, 17, 0.20, at the time limit |")
                .contains(
                        "| brackets | 20, 18, 0.14 | not reached (0.71) | 25, 17, 0.20, at the time limit **close** |")
                .contains("**Flag**, brackets: ", "25 nodes and loss 0.200")
                .doesNotContain("**Flag**, quotes", "No control comes close");
    }

    @Test
    void withoutControlsThereIsNoTable() {
        List<EvidenceRow> rows =
                List.of(new EvidenceRow("quotes", side(10, 8, 5, true), side(40, 160, 100, true), List.of()));
        assertThat(new ControlTable("sparse", rows).page()).isEmpty();
    }

    /// Quotes need 8 and 160 edges, brackets 18 and 360; with fewer both lose 1.5.
    @Test
    void edgesAtWhichTheMeanReachesALossAreCompared() {
        assertThat(report().page("x.svg"))
                .contains("| mean loss | edges, sparse | edges, dense | ratio |")
                .contains("| 0.60 | 18 | 360 | 20.0 |", "| 0.30 | 18 | 360 | 20.0 |", "| 0.15 | 18 | 360 | 20.0 |");
        EvidenceCurves low = new EvidenceCurves("sparse", "dense", report().rows(), OptionalDouble.of(0.41));
        assertThat(low.table()).contains("| 1.64 | 0 | 0 |  |", "| 0.82 | 8 | 160 | 20.0 |");
        EvidenceCurves never = new EvidenceCurves("sparse", "dense", report().rows(), OptionalDouble.of(0.01));
        assertThat(never.table()).contains("| 0.01 | not reached | not reached |  |");
        assertThat(new EvidenceCurves("sparse", "dense", report().rows(), OptionalDouble.empty()).table())
                .isEmpty();
    }

    @Test
    void theLossWithinABudgetIsTheLeastOfThoseThatFit() {
        EvidenceRow.Side side = side(10, 8, 5, true);
        assertThat(side.lossWithin(7)).hasValue(1.5);
        assertThat(side.lossWithin(8)).hasValue(0.1);
        assertThat(side.lossWithin(1000)).hasValue(0.1);
        assertThat(report().figure()).contains("<svg", "sparse", "dense", "edges");
    }
}
