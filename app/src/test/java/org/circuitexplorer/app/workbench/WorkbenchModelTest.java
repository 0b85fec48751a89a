package org.circuitexplorer.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.tensor.Panel;
import org.circuitexplorer.engine.validate.Variation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prompts tried on the sample model; every job runs at once on the calling thread.
final class WorkbenchModelTest extends StudyOfTheSample {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final WorkbenchModel workbench = new WorkbenchModel(study);

    @BeforeEach
    void begin() {
        beginAnew("bracket_counting");
        workbench.start();
    }

    @AfterEach
    void nothingFailed() {
        assertThat(FAILURES).isEmpty();
    }

    private PromptPair shownPair() {
        return ((Prompts.Answered) study.prompts().property().get().orElseThrow()).pair();
    }

    @Test
    void itBeginsWithThePairThatIsShownAndKeepsItsTokens() {
        PromptPair shown = shownPair();
        assertThat(workbench.firstProperty().get()).isEqualTo(shown.positiveText());
        workbench.run();
        assertThat(shownPair().positive()).isSameAs(shown.positive());
        assertThat(workbench.trials()).singleElement().satisfies(trial -> {
            assertThat(trial.change()).isEmpty();
            assertThat(trial.guesses()).isZero();
        });
    }

    @Test
    void whatTheModelMakesOfTypedPromptsIsWhatAPassSays() {
        workbench.firstProperty().set("rows = [[1, 2], [3, 4]");
        workbench.secondProperty().set("rows = [1, 2");
        workbench.firstExpectedProperty().set(Expectation.WANTED);
        workbench.secondExpectedProperty().set(Expectation.OTHER);
        workbench.noteProperty().set("depth");
        workbench.run();

        Trial trial = workbench.trials().getFirst();
        OpenModel model = study.entry().orElseThrow().model();
        Panel logits = new ForwardPass(model.transformer(), workers())
                .run(
                        TokenBatch.of(
                                List.of(trial.pair().positive(), trial.pair().negative())),
                        Interventions.NONE,
                        Set.of(),
                        LogitsAt.LAST)
                .requireLogits();
        int wanted = trial.pair().positiveAnswer();
        int other = trial.pair().negativeAnswer();
        double share = 1 / (1 + Math.exp(logits.get(other, 0) - logits.get(wanted, 0)));
        assertThat(trial.model().first()).isCloseTo(share, within(1e-6));
        assertThat(trial.change()).isEqualTo("typed");
        assertThat(trial.note()).isEqualTo("depth");
        assertThat(trial.guesses()).isEqualTo(2);
        assertThat(trial.met())
                .isEqualTo((trial.now().first() > 0.5 ? 1 : 0) + (trial.now().second() > 0.5 ? 0 : 1));
        assertThat(workbench.firstExpectedProperty().get()).isEqualTo(Expectation.NONE);
        assertThat(Trial.csv(workbench.trials()))
                .contains("\"typed\",\"rows = [[1, 2], [3, 4]\",\"rows = [1, 2\"")
                .contains("\"wanted\",\"other\",\"depth\",\"\",%.6f,"
                        .formatted(trial.model().first()));
    }

    @Test
    void promptsAreChangedByEveryRuleAndTheChangesAreNamed() {
        int before = shownPair().positive().length;
        workbench.change(Variation.Kind.LONGER);
        workbench.change(Variation.Kind.NEUTRAL_COMMENT);
        assertThat(workbench.problemProperty().get()).isEmpty();
        workbench.run();
        assertThat(workbench.trials().getFirst().change()).isEqualTo("longer, comment before");
        assertThat(shownPair().positive().length).isGreaterThanOrEqualTo(2 * before);
        assertThat(workbench.firstProperty().get()).startsWith("# ");
    }

    @Test
    void whatCannotRunSaysWhyAndRunsNothing() {
        Prompts before = study.prompts().property().get().orElseThrow();
        workbench.firstAnswerProperty().set("not one token");
        workbench.run();
        assertThat(workbench.problemProperty().get()).contains("an answer is one");
        workbench.firstAnswerProperty().set(workbench.secondAnswerProperty().get());
        workbench.run();
        assertThat(workbench.problemProperty().get()).contains("same token");
        workbench.firstAnswerProperty().set("\\q");
        workbench.run();
        assertThat(workbench.problemProperty().get()).contains("\\q");
        workbench.start();
        workbench.firstProperty().set("x = 1\n".repeat(200));
        workbench.run();
        assertThat(workbench.problemProperty().get()).contains("reads at most");
        assertThat(workbench.trials()).isEmpty();
        assertThat(study.prompts().property().get()).containsSame(before);
    }

    @Test
    void whatWasTriedIsComparedWithTheCircuitAsItIsAblated() {
        workbench.run();
        study.switches()
                .ablate(
                        Objects.requireNonNull(study.circuit()
                                .orElseThrow()
                                .circuit()
                                .nodeSet()
                                .first()),
                        new Ablation.Mean());
        workbench.run();
        Trial plain = workbench.trials().get(0);
        Trial ablated = workbench.trials().get(1);
        assertThat(plain.now()).isEqualTo(plain.circuit());
        assertThat(ablated.circuit().first()).isCloseTo(plain.circuit().first(), within(1e-6));
        assertThat(ablated.ablated()).endsWith("mean");
        assertThat(workbench.summary()).startsWith("2 tried");
    }

    @Test
    void whatWasTriedBecomesATaskOfTheModel() throws Exception {
        for (int i = 0; i < 3; i++) {
            workbench.change(Variation.Kind.RENAMED);
            workbench.run();
        }
        Path file = folder.resolve("renamed.json");
        workbench.save(workspace, file);
        Task task = TaskReader.read(file, study.entry().orElseThrow().model().config());
        assertThat(task.train()).hasSize(2);
        assertThat(task.test()).hasSize(1);
        assertThat(task.train().getFirst().positive())
                .isEqualTo(workbench.trials().getFirst().pair().positive());
        assertThat(workspace.task("renamed")).isPresent();
        workbench.save(workspace, folder.resolve("bracket_counting"));
        assertThat(folder.resolve("bracket_counting.json")).doesNotExist();
        assertThat(workspace.noticeProperty().get().orElseThrow().sentence()).contains("already");
    }
}
