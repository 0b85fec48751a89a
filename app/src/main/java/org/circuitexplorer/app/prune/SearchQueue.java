package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.prune.QueuedSearch.Turn;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.PruneSettings;

/// Searches for circuits of the open model, one running after the other in the order in which they stand. They wait
/// for the means of the corpus; another model, or the same one opened again, ends them all.
public final class SearchQueue {
    private final Workspace workspace;
    private final SearchRehearsal rehearsal;
    private final ObservableValue<Boolean> heldUp;
    private final ObservableList<QueuedSearch> searches = FXCollections.observableArrayList();
    private final ObservableList<QueuedSearch> searchesView = FXCollections.unmodifiableObservableList(searches);
    private final ReadOnlyObjectWrapper<Optional<QueuedSearch>> latest = new ReadOnlyObjectWrapper<>(Optional.empty());

    public SearchQueue(Workspace workspace) {
        this.workspace = workspace;
        this.rehearsal = new SearchRehearsal(workspace.jobs());
        this.heldUp = workspace.study().statisticsProperty().map(Optional::isEmpty);
        workspace.tasks().addListener((ListChangeListener<TaskEntry>) change -> forgetOthers());
        workspace.study().statisticsProperty().subscribe((before, now) -> next());
    }

    /// All searches since the model was opened: those that ended, the running one, those that wait.
    public ObservableList<QueuedSearch> searches() {
        return searchesView;
    }

    /// The search that runs, else the one that ended last.
    public ReadOnlyObjectProperty<Optional<QueuedSearch>> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    /// Whether nothing can run before the means of the corpus are known.
    ObservableValue<Boolean> heldUp() {
        return heldUp;
    }

    /// The search that runs.
    public Optional<QueuedSearch> running() {
        return searches.stream().filter(s -> s.turn() == Turn.RUNNING).findFirst();
    }

    /// The searches that wait, in the order in which they will run.
    public List<QueuedSearch> waiting() {
        return searches.stream().filter(s -> s.turn() == Turn.WAITING).toList();
    }

    /// Whether a search runs or waits.
    public boolean isBusy() {
        return searches.stream().anyMatch(s -> s.turn() != Turn.ENDED);
    }

    /// Prepares for a first search of a task, which may be asked for soon.
    void expect(TaskEntry entry) {
        if (!isBusy()) workspace.statistics().ifPresent(statistics -> rehearsal.begin(entry, statistics.means()));
    }

    /// Puts a search at the end.
    public QueuedSearch add(TaskEntry entry, PruneSettings settings) {
        QueuedSearch search = new QueuedSearch(entry, settings);
        searches.add(search);
        next();
        return search;
    }

    /// Ends the search that runs, which keeps the best so far; takes any other from the list.
    public void cancel(QueuedSearch search) {
        if (search.turn() == Turn.RUNNING) search.jobProperty().get().ifPresent(Job::cancel);
        else searches.remove(search);
        tellTasks();
    }

    /// Ends the search that runs, which keeps the best so far; none of those that wait will run.
    public void cancelAll() {
        searches.removeAll(waiting());
        running().ifPresent(this::cancel);
        tellTasks();
    }

    /// Moves a search that waits before or after its neighbour in the queue; at its ends nothing happens.
    public void move(QueuedSearch search, boolean earlier) {
        List<QueuedSearch> waiting = waiting();
        int at = waiting.indexOf(search);
        int other = earlier ? at - 1 : at + 1;
        if (at < 0 || other < 0 || other >= waiting.size()) return;
        List<QueuedSearch> moved = new ArrayList<>(searches);
        Collections.swap(moved, moved.indexOf(search), moved.indexOf(waiting.get(other)));
        searches.setAll(moved);
    }

    /// Turns to the circuit that a search found.
    public void open(QueuedSearch search) {
        search.found().ifPresent(document -> turnTo(search.entry(), document));
    }

    /// Studies another circuit of a task; undo goes back to the one before.
    public void turnTo(TaskEntry entry, CircuitDocument document) {
        Study study = workspace.study();
        if (!study.entry().equals(Optional.of(entry))) study.show(entry);
        study.turnTo(document);
    }

    private void next() {
        if (running().isEmpty() && workspace.statistics().isPresent()) {
            waiting().stream().findFirst().ifPresent(search -> {
                latest.set(Optional.of(search));
                rehearsal.end();
                search.start(
                        workspace,
                        workspace.statistics().orElseThrow(),
                        document -> keep(search, document),
                        () -> ended(search));
            });
        }
        tellTasks();
    }

    private void ended(QueuedSearch search) {
        if (searches.contains(search)) next();
    }

    /// What a person may be studying is never taken away.
    private void keep(QueuedSearch search, CircuitDocument document) {
        boolean beside = search.entry().circuit().isPresent();
        search.entry().add(document);
        if (beside && searches.contains(search)) {
            workspace.tell(text(
                    "prune.beside",
                    search.entry().name(),
                    document.circuit().size(),
                    document.edges().size()));
        }
    }

    private void tellTasks() {
        List<TaskEntry> waiting = waiting().stream().map(QueuedSearch::entry).toList();
        Stream.concat(workspace.tasks().stream(), waiting.stream())
                .forEach(entry -> entry.queuedProperty().set(waiting.contains(entry)));
    }

    /// Searches for circuits of tasks that are no longer there.
    private void forgetOthers() {
        rehearsal.end();
        List<QueuedSearch> gone = searches.stream()
                .filter(s -> !workspace.tasks().contains(s.entry()))
                .toList();
        if (gone.isEmpty()) return;
        searches.removeAll(gone);
        gone.forEach(s -> s.jobProperty().get().ifPresent(Job::cancel));
        latest.set(latest.get().filter(s -> !gone.contains(s)));
    }
}
