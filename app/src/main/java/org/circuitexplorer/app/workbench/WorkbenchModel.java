package org.circuitexplorer.app.workbench;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.RunHistory;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.UnreadablePrompt;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.token.Tokenizer;
import org.circuitexplorer.engine.validate.Variation;
import org.circuitexplorer.engine.validate.Variations;
import org.jspecify.annotations.Nullable;

/// Tries prompts on the model, its circuit and the circuit as it is ablated: two at a time, typed or changed by a rule,
/// with what is expected noted before they run.
public final class WorkbenchModel {
    private static final String SUFFIX = ".json";

    private final Study study;
    private final StringProperty first = new SimpleStringProperty("");
    private final StringProperty second = new SimpleStringProperty("");
    private final StringProperty firstAnswer = new SimpleStringProperty("");
    private final StringProperty secondAnswer = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final ObjectProperty<Expectation> firstExpected = new SimpleObjectProperty<>(Expectation.NONE);
    private final ObjectProperty<Expectation> secondExpected = new SimpleObjectProperty<>(Expectation.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObservableList<Trial> trials = FXCollections.observableArrayList();
    private final List<String> changes = new ArrayList<>();
    private @Nullable OpenModel model;
    private @Nullable PromptPair source;
    private @Nullable PromptPair running;
    private long turn;

    public WorkbenchModel(Study study) {
        this.study = study;
        study.stateProperty().subscribe(state -> state.ifPresent(this::note));
        study.entryProperty().subscribe(entry -> {
            entry.map(TaskEntry::model).ifPresent(this::turnTo);
            start();
        });
    }

    /// The tokens of what was tried with one model mean nothing to another.
    private void turnTo(OpenModel next) {
        if (next.equals(model)) return;
        model = next;
        trials.clear();
        source = null;
        running = null;
    }

    StringProperty firstProperty() {
        return first;
    }

    StringProperty secondProperty() {
        return second;
    }

    StringProperty firstAnswerProperty() {
        return firstAnswer;
    }

    StringProperty secondAnswerProperty() {
        return secondAnswer;
    }

    StringProperty noteProperty() {
        return note;
    }

    ObjectProperty<Expectation> firstExpectedProperty() {
        return firstExpected;
    }

    ObjectProperty<Expectation> secondExpectedProperty() {
        return secondExpected;
    }

    /// Why the prompts cannot run or be changed; empty when they can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was tried, the latest last.
    ObservableList<Trial> trials() {
        return trials;
    }

    /// Begins with the pair that is shown; with the first of the task where none is.
    public void start() {
        study.prompts()
                .property()
                .get()
                .filter(p -> p instanceof Prompts.Answered)
                .map(p -> ((Prompts.Answered) p).pair())
                .or(() -> study.entry()
                        .map(e -> e.task().unseen())
                        .flatMap(pairs -> pairs.stream().findFirst()))
                .ifPresent(pair -> begin(pair, List.of()));
    }

    /// Begins with prompts that were tried before, and shows them.
    void again(Trial trial) {
        begin(trial.pair(), List.of(trial.change()));
        study.prompts().showOwn(new Prompts.OwnPair(trial.pair()));
    }

    private void begin(PromptPair pair, List<String> made) {
        Optional<Tokenizer> tokenizer = tokenizer();
        problem.set(tokenizer.isEmpty() ? text("prompt.noTokenizer") : "");
        source = pair;
        changes.clear();
        changes.addAll(made.stream().filter(m -> !m.isEmpty()).toList());
        tokenizer.map(t -> Draft.of(pair, t)).ifPresent(draft -> {
            first.set(draft.first());
            second.set(draft.second());
            firstAnswer.set(draft.firstAnswer());
            secondAnswer.set(draft.secondAnswer());
        });
        firstExpected.set(Expectation.NONE);
        secondExpected.set(Expectation.NONE);
        note.set("");
    }

    /// Changes both prompts by a rule; each time in another way, where it has several.
    void change(Variation.Kind kind) {
        Optional<PromptPair> typed = pair();
        if (typed.isEmpty()) return;
        TaskEntry entry = study.entry().orElseThrow();
        Variations variations =
                new Variations(tokenizer(), entry.model().config().blockSize(), turn++);
        Optional<PromptPair> changed =
                variations.of(kind, typed.get(), entry.task().unseen());
        if (changed.isEmpty()) {
            problem.set(text("workbench.cannotChange", kind.label()));
            return;
        }
        List<String> made = madeBy(typed.get());
        made.add(kind.label());
        begin(changed.get(), made);
    }

    /// Runs the prompts as they are written, and shows them in the strip.
    void run() {
        pair().ifPresent(pair -> {
            running = pair;
            Optional<Prompts> own = Optional.of(new Prompts.OwnPair(pair));
            boolean isShown = own.equals(study.prompts().property().get());
            study.prompts().showOwn(own.get());
            // Nothing new will be computed.
            if (isShown) {
                study.stateProperty()
                        .get()
                        .filter(s -> s.ablations().equals(study.ablations()))
                        .ifPresent(this::note);
            }
        });
    }

    private Optional<PromptPair> pair() {
        Optional<Tokenizer> tokenizer = tokenizer();
        PromptPair before = source;
        if (tokenizer.isEmpty() || before == null) return Optional.empty();
        try {
            Draft draft = new Draft(first.get(), second.get(), firstAnswer.get(), secondAnswer.get());
            problem.set("");
            return Optional.of(draft.pair(before, study.entry().orElseThrow().model(), tokenizer.get()));
        } catch (UnreadablePrompt e) {
            problem.set(e.sentence());
            return Optional.empty();
        }
    }

    private Optional<Tokenizer> tokenizer() {
        return study.entry().flatMap(e -> e.model().loaded().tokenizer());
    }

    /// How a pair was made, typing included.
    private List<String> madeBy(PromptPair pair) {
        List<String> made = new ArrayList<>(changes);
        PromptPair before = source;
        boolean typed = before != null
                && (before.positive() != pair.positive()
                        || before.negative() != pair.negative()
                        || before.positiveAnswer() != pair.positiveAnswer()
                        || before.negativeAnswer() != pair.negativeAnswer());
        if (typed) made.add(text("workbench.typed"));
        return made;
    }

    /// What was expected counts for one run only: what is known now cannot be guessed.
    private void note(CircuitState state) {
        PromptPair pair = running;
        if (pair == null
                || !(state.prompts() instanceof Prompts.OwnPair own)
                || !own.pair().equals(pair)) return;
        running = null;
        trials.add(new Trial(
                study.entry().map(TaskEntry::name).orElse(""),
                String.join(", ", madeBy(pair)),
                pair,
                firstExpected.get(),
                secondExpected.get(),
                note.get(),
                RunHistory.words(state.ablations()),
                Trial.Shares.of(state.model(), pair),
                Trial.Shares.of(state.circuit(), pair),
                Trial.Shares.of(state.now(), pair)));
        firstExpected.set(Expectation.NONE);
        secondExpected.set(Expectation.NONE);
        note.set("");
    }

    /// Such as `5 tried · circuit and model choose alike in 3 · 4 of 6 guesses right`.
    String summary() {
        if (trials.isEmpty()) return "";
        long alike = trials.stream().filter(Trial::isFaithful).count();
        int guesses = trials.stream().mapToInt(Trial::guesses).sum();
        int met = trials.stream().mapToInt(Trial::met).sum();
        String tried = text("workbench.summary", trials.size(), alike);
        return guesses == 0 ? tried : tried + " · " + text("workbench.summary.guesses", met, guesses);
    }

    /// Saves what was tried as a task of the model, named as the file.
    public void save(Workspace workspace, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean suffixed = name.endsWith(SUFFIX);
        Path whole = suffixed ? file : file.resolveSibling(name + SUFFIX);
        workspace.saving().task(whole, task(suffixed ? name.substring(0, name.length() - SUFFIX.length()) : name));
    }

    /// Every other pair to search with, the rest to measure on; a single one for both.
    private Task task(String name) {
        List<PromptPair> train = new ArrayList<>();
        List<PromptPair> test = new ArrayList<>();
        for (Trial trial : trials) (train.size() > test.size() ? test : train).add(trial.pair());
        return new Task(name, train, test.isEmpty() ? train : test);
    }
}
