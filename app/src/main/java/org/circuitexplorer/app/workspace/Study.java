package org.circuitexplorer.app.workspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.job.JobGroup;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.engine.stats.CorpusStatistics;

/// One task under study: its circuit, the selected node, what is ablated, the prompts shown, and what comes of it.
/// Every change asks for a new state in the background; the latest question wins.
public final class Study {
    private final ReadOnlyObjectWrapper<Optional<TaskEntry>> entry = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Selection selection = new Selection();
    private final AblationSwitches switches = new AblationSwitches(this);
    private final RunHistory runs;
    private final NodeRules rules;
    private final NodeGroups groups = new NodeGroups(this);
    private final Growth growth;
    private final Map<TaskEntry, History.Memory<StudyVersion>> left = new HashMap<>();
    private final NodeNotes notes = new NodeNotes(this);
    private final ShownPrompts prompts = new ShownPrompts(this);
    private final ObjectProperty<ExampleChoice> examples = new SimpleObjectProperty<>(new ExampleChoice.Extremes());
    private final Answers answers;
    private final ObjectProperty<Optional<CorpusStatistics>> statistics = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Job>> scanning = new SimpleObjectProperty<>(Optional.empty());
    private final History<StudyVersion> history = new History<>(StudyVersion.EMPTY);
    private final ReadOnlyObjectWrapper<Ablations> ablations = new ReadOnlyObjectWrapper<>(Ablations.NONE);
    private boolean switching;
    private Subscription circuitChanges = Subscription.EMPTY;

    /// @param ofModel jobs about the open model
    public Study(BackgroundJobs jobs, JobGroup ofModel) {
        this.answers = new Answers(jobs);
        this.runs = new RunHistory(this);
        this.growth = new Growth(this, jobs);
        this.rules = new NodeRules(this, ofModel);
        history.currentProperty().subscribe(this::show);
        ablations.subscribe((before, now) -> evaluate());
        prompts.property().subscribe((before, now) -> evaluate());
        selection.nodeProperty().subscribe((before, now) -> leaveRange());
        selection.nodeProperty().subscribe((before, now) -> readSelected());
        selection.edgeProperty().subscribe((before, now) -> readSelected());
        examples.subscribe((before, now) -> readSelected());
        statistics.subscribe((before, now) -> readSelected());
    }

    /// A study of its own, without a window: every question is answered at once, on the thread that asks.
    public static Study withoutWindow() {
        BackgroundJobs jobs = new BackgroundJobs(Runnable::run, Runnable::run, failure -> {
            throw new IllegalStateException(failure.what(), failure.cause());
        });
        return new Study(jobs, jobs.group());
    }

    /// The task being studied.
    public ReadOnlyObjectProperty<Optional<TaskEntry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    public Optional<TaskEntry> entry() {
        return entry.get();
    }

    public Optional<CircuitDocument> circuit() {
        return entry().flatMap(TaskEntry::circuit);
    }

    /// What is selected.
    public Selection selection() {
        return selection;
    }

    /// The node that is looked at.
    public ReadOnlyObjectProperty<Optional<NodeId>> selectionProperty() {
        return selection.nodeProperty();
    }

    /// How the circuit is drawn.
    public View.Look look() {
        return history.current().look();
    }

    /// Draws the circuit in another way.
    public void changeLook(View.Look next) {
        if (!switching) history.change(history.current().withLook(next));
    }

    /// As [#changeLook], by a movement of which only the end is kept, until [History#endSlide()].
    public void slideLook(View.Look next) {
        if (!switching) history.slide(history.current().withLook(next));
    }

    /// What changes the ablations.
    public AblationSwitches switches() {
        return switches;
    }

    /// What is ablated now.
    public ReadOnlyObjectProperty<Ablations> ablationsProperty() {
        return ablations.getReadOnlyProperty();
    }

    public Ablations ablations() {
        return ablations.get();
    }

    /// What came of every change of the ablations.
    public RunHistory runs() {
        return runs;
    }

    /// Where people say that nodes fire.
    public NodeRules rules() {
        return rules;
    }

    /// The groups and colours of nodes.
    public NodeGroups groups() {
        return groups;
    }

    /// What adds nodes to the circuit.
    public Growth growth() {
        return growth;
    }

    /// What undo and redo bring back: ablations, labels, notes, rules, groups, nodes added, and how the circuit is
    /// drawn.
    public History<StudyVersion> history() {
        return history;
    }

    /// What it is looked at with.
    public ShownPrompts prompts() {
        return prompts;
    }

    /// What a person noted of its nodes.
    public NodeNotes notes() {
        return notes;
    }

    /// Values of the selected node of which examples are wanted. A range is left with its node.
    public ObjectProperty<ExampleChoice> examplesProperty() {
        return examples;
    }

    private void leaveRange() {
        if (examples.get().range().isPresent()) examples.set(new ExampleChoice.Extremes());
    }

    /// What the circuit does now.
    public ReadOnlyObjectProperty<Optional<CircuitState>> stateProperty() {
        return answers.state().getReadOnlyProperty();
    }

    /// Milliseconds from the last change to the moment when everything that listens to the new state was told; NaN
    /// while nothing has changed since the task was opened.
    public ReadOnlyDoubleProperty updateTimeProperty() {
        return answers.updateTime().getReadOnlyProperty();
    }

    /// What is known of the selected node.
    public ReadOnlyObjectProperty<Optional<NodeDetail>> detailProperty() {
        return answers.detail().getReadOnlyProperty();
    }

    /// What is known of the selected edge.
    public ReadOnlyObjectProperty<Optional<EdgeDetail>> edgeDetailProperty() {
        return answers.edgeDetail().getReadOnlyProperty();
    }

    /// Statistics of the open model over its corpus sample, once they are there.
    public ObjectProperty<Optional<CorpusStatistics>> statisticsProperty() {
        return statistics;
    }

    /// What scans the corpus for them, while it runs.
    public ObjectProperty<Optional<Job>> scanningProperty() {
        return scanning;
    }

    /// Turns to another task: as it was left, or from the beginning.
    public void show(TaskEntry task) {
        circuitChanges.unsubscribe();
        entry().ifPresent(e -> left.put(e, history.memory()));
        // Until its own history begins, what follows the new task must not change the one before.
        switching = true;
        entry.set(Optional.of(task));
        switching = false;
        restart(task);
        Optional.ofNullable(left.get(task))
                .filter(m -> m.current().circuit().equals(task.circuit()))
                .ifPresent(history::bringBack);
        circuitChanges = task.circuitProperty().subscribe((before, after) -> replaced(task, after));
    }

    /// Shows the task under study in another way: its ablations begin a new history.
    public void restore(
            Ablations wanted, View.Look look, Prompts shown, Optional<TokenPlace> at, Optional<NodeId> node) {
        history.restart(history.current().withAblations(wanted).withLook(look));
        if (shown instanceof Prompts.OfPair p) prompts.showPair(p.number());
        else prompts.showOwn(shown);
        prompts.placeProperty().set(at);
        selection.choose(node.stream().toList());
    }

    /// Turns to nothing.
    public void clear() {
        circuitChanges.unsubscribe();
        circuitChanges = Subscription.EMPTY;
        left.clear();
        runs.clear();
        forget();
        entry.set(Optional.empty());
        statistics.set(Optional.empty());
    }

    private void forget() {
        answers.stop();
        selection.choose(List.of());
        prompts.clear();
        answers.clear();
        history.restart(StudyVersion.EMPTY.withLook(look()));
    }

    private void restart(TaskEntry task) {
        StudyVersion first = history.current().untouched(task.circuit());
        forget();
        history.restart(first);
        answers.turnTo(task);
        prompts.showPair(0);
    }

    /// Turns to another circuit of the task under study. What was done with the one before is there again after undo.
    public void turnTo(CircuitDocument other) {
        if (!circuit().equals(Optional.of(other)))
            history.change(history.current().untouched(Optional.of(other)));
    }

    /// A circuit that was found or opened begins anew; one that comes from the history does not.
    private void replaced(TaskEntry task, Optional<CircuitDocument> circuit) {
        if (!circuit.equals(history.current().circuit())) restart(task);
    }

    private void show(StudyVersion version) {
        Set<NodeId> before = nodes(circuit());
        boolean turned = entry().flatMap(e -> version.circuit().filter(e.others()::contains))
                .isPresent();
        // What another circuit did is nothing that this one does.
        if (turned) answers.state().set(Optional.empty());
        entry().ifPresent(e -> version.circuit().ifPresent(e::show));
        boolean recompiled = answers.isAsked() && (turned || !before.equals(nodes(circuit())));
        boolean sameAblations = version.ablations().equals(ablations());
        if (recompiled) entry().ifPresent(answers::turnTo);
        ablations.set(version.ablations());
        if (!recompiled) return;
        if (turned) selection.retain(nodes(circuit()));
        if (sameAblations) evaluate();
        readSelected();
    }

    private static Set<NodeId> nodes(Optional<CircuitDocument> document) {
        return document.map(d -> Set.copyOf(d.circuit().nodeSet())).orElse(Set.of());
    }

    public void select(NodeId node) {
        selection.choose(List.of(node));
    }

    public void selectNothing() {
        selection.choose(List.of());
    }

    private void evaluate() {
        prompts.get().ifPresent(shown -> answers.evaluate(ablations(), shown));
    }

    void readSelected() {
        answers.read(
                selection
                        .nodeProperty()
                        .get()
                        .map(node -> new NodeReader.Question(node, prompts.pair(), examples.get())),
                selection.edge().filter(this::isOfCircuit),
                statistics.get());
    }

    private boolean isOfCircuit(EdgeId edge) {
        return circuit()
                .map(c -> c.circuit().contains(edge.source()) && c.circuit().contains(edge.target()))
                .orElse(false);
    }
}
