package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The smallest circuit of the sample; every job runs at once on the calling thread.
final class BudgetTest {
    private static CircuitDocument withoutPath(CircuitDocument of) {
        return new CircuitDocument(
                of.model(), of.task(), of.circuit(), of.edges(), of.means(), of.losses(), of.provenance());
    }

    @Test
    void aSmallerBudgetIsTheSmallerCircuitAndOneMovementIsUndoneAtOnce(@TempDir Path cache) {
        List<Failure> failures = new ArrayList<>();
        BackgroundJobs jobs = new BackgroundJobs(Runnable::run, Runnable::run, failures::add);
        List<Path> samples = SampleModels.find().orElseThrow().all();
        try (Workers workers = Workers.forThisMachine()) {
            Workspace workspace = new Workspace(jobs, workers, cache, samples);
            workspace.open(samples.getFirst());
            Study study = workspace.study();
            TaskEntry task = workspace.task("lambda_func").orElseThrow();
            study.show(task);
            study.entry().orElseThrow().circuitProperty().set(task.circuit().map(BudgetTest::withoutPath));
            Budget budget = new Budget(study, jobs.group());

            assertThat(budget.size()).isEmpty();
            budget.keep(3);
            assertThat(study.ablations().size()).isZero();
            budget.find();
            assertThat(failures).isEmpty();
            BudgetPath path = budget.path().orElseThrow();
            int all = study.circuit().orElseThrow().circuit().size();
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all));

            budget.keep(all - 1);
            budget.keep(all - 4);
            budget.endMove();
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all - 4));
            OpenModel model = task.model();
            Circuit smaller = Circuit.of(path.first(all - 4));
            float[] means = study.circuit().orElseThrow().means(model.nodes());
            TaskEvaluator test =
                    new TaskEvaluator(model.transformer(), task.task().test(), workers);
            assertThat(study.stateProperty().get().orElseThrow().losses().now())
                    .isCloseTo(test.evaluate(smaller.mask(model.nodes()), means).loss(), within(1e-4));

            budget.keep(2);
            study.history().undo();
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all - 4));
            study.history().undo();
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all));

            budget.keep(all + 5);
            assertThat(budget.wantedProperty().get()).isEqualTo(all + 5);
            assertThat(study.circuit().orElseThrow().circuit().size()).isEqualTo(all);
            budget.endMove();
            assertThat(failures).isEmpty();
            assertThat(study.circuit().orElseThrow().circuit().nodeSet())
                    .containsExactlyInAnyOrderElementsOf(path.first(all + 5));
            assertThat(budget.path()).contains(path);
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all + 5));
            budget.keep(all);
            budget.endMove();
            assertThat(study.ablations().size()).isEqualTo(5);
            study.history().undo();
            study.history().undo();
            assertThat(budget.size()).isEqualTo(OptionalInt.of(all));
            budget.keep(10_000);
            assertThat(budget.wantedProperty().get()).isEqualTo(budget.most());
            budget.keep(all);

            study.switches().ablate(path.nodes().getFirst(), new Ablation.Zero());
            assertThat(budget.size()).isEmpty();
        }
    }
}
