package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.BudgetPath.Point;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

class PathSearchTest {
    private static final SparseTransformer MODEL = SmallModel.create(61);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final float[] MEANS = SmallModel.means(MODEL, 62);
    private static final List<PromptPair> PAIRS = SmallModel.pairs(6, 63);

    /// Every seventh node.
    private static Circuit circuit() {
        float[] mask = new float[INDEX.size()];
        for (int i = 0; i < mask.length; i += 7) mask[i] = 1f;
        return Circuit.ofMask(INDEX, mask);
    }

    @Test
    void everyPointIsWhatTheFullModelSaysOfItsNodes() {
        Circuit circuit = circuit();
        try (Workers workers = new Workers(1)) {
            BudgetPath path = new PathSearch(MODEL, MEANS, PAIRS, workers)
                    .around(circuit, ProgressListener.NONE, new CancelToken());

            assertThat(path.first(circuit.size())).containsExactlyInAnyOrderElementsOf(circuit.nodeSet());
            assertThat(path.points().subList(0, circuit.size() + 1))
                    .extracting(Point::size)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(path.points().getLast().size()).isEqualTo(INDEX.size());
            TaskEvaluator evaluator = new TaskEvaluator(MODEL, PAIRS, workers);
            for (Point point : path.points()) {
                Circuit some = Circuit.of(path.first(point.size()));
                assertThat(point.edges())
                        .isEqualTo(CircuitGraph.of(MODEL, some).edges().size());
                assertThat(point.loss())
                        .isCloseTo(evaluator.evaluate(some.mask(INDEX), MEANS).loss(), within(1e-5));
            }
        }
    }

    @Test
    void itStopsWhenCancelled() {
        CancelToken cancel = new CancelToken();
        try (Workers workers = new Workers(1)) {
            PathSearch search = new PathSearch(MODEL, MEANS, PAIRS, workers);
            ProgressListener stop = (what, done, total) -> cancel.cancel();
            assertThatThrownBy(() -> search.around(circuit(), stop, cancel)).isInstanceOf(CancelledException.class);
        }
    }
}
