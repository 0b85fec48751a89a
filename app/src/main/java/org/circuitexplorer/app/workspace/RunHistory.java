package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.session.PastRun;

/// What came of every change of the ablations of the open model, the latest last.
public final class RunHistory {
    private static final int MOST = 1000;

    private final ObservableList<Run> runs = FXCollections.observableArrayList();
    private final ObservableList<Run> view = FXCollections.unmodifiableObservableList(runs);
    private final Study study;
    private boolean lastSlid;

    /// A run of a task that is open.
    public record Run(TaskEntry task, PastRun past) {}

    RunHistory(Study study) {
        this.study = study;
        study.stateProperty().subscribe(state -> study.entry().ifPresent(e -> state.ifPresent(s -> add(e, s))));
    }

    public ObservableList<Run> runs() {
        return view;
    }

    /// Ablates again what a run had ablated; undo takes it back.
    public void restore(Run run) {
        if (!study.entry().equals(Optional.of(run.task()))) study.show(run.task());
        study.history()
                .change(study.history().current().withAblations(run.past().ablations()));
    }

    /// The runs that are worth keeping with a session: all of them, once one ablated something.
    public List<PastRun> kept() {
        List<PastRun> all = runs.stream()
                .map(Run::past)
                .filter(run -> Double.isFinite(run.loss()) && Double.isFinite(run.rise()))
                .toList();
        return all.stream().allMatch(run -> run.ablations().isNone()) ? List.of() : all;
    }

    /// Takes the place of all runs; those of tasks that are not there are left out.
    public void bringBack(List<PastRun> kept, Function<String, Optional<TaskEntry>> tasks) {
        lastSlid = false;
        runs.setAll(kept.stream()
                .flatMap(past -> tasks.apply(past.task()).map(task -> new Run(task, past)).stream())
                .toList());
    }

    void clear() {
        runs.clear();
        lastSlid = false;
    }

    private void add(TaskEntry task, CircuitState state) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        boolean same = last != null
                && last.task().equals(task)
                && last.past().ablations().equals(state.ablations())
                && last.past().loss() == state.losses().now();
        if (same) return;
        boolean sliding = study.history().isSliding();
        if (sliding && lastSlid) runs.removeLast();
        lastSlid = sliding;
        if (runs.size() == MOST) runs.removeFirst();
        CircuitState.Losses losses = state.losses();
        runs.add(new Run(
                task,
                new PastRun(
                        task.name(),
                        LocalDateTime.now(ZoneId.systemDefault()),
                        state.ablations(),
                        losses.now(),
                        losses.now() - losses.circuit().orElse(losses.model()),
                        state.accuracy())));
    }

    /// All runs as a table, one line each.
    public static String csv(List<Run> runs) {
        StringBuilder csv = new StringBuilder("run,time,task,ablated,loss,rise,accuracy\n");
        for (int i = 0; i < runs.size(); i++) {
            PastRun run = runs.get(i).past();
            csv.append("%d,%tT,%s,%s,%s,%s,%s\n"
                    .formatted(
                            i + 1,
                            run.time(),
                            quoted(run.task()),
                            quoted(words(run.ablations())),
                            run.loss(),
                            run.rise(),
                            run.accuracy()));
        }
        return csv.toString();
    }

    /// As [#words], also where there is nothing to say.
    public static String described(Ablations ablations) {
        return ablations.isNone() ? text("runs.nothing") : words(ablations);
    }

    /// What is ablated and how, such as `0.attn.v.3 mean; 1.mlp.post_act.7 × 0.5 at 2`.
    public static String words(Ablations ablations) {
        Stream<String> nodes = ablations.byNode().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().label()
                        + ablations
                                .positionsOf(e.getKey())
                                .map(p -> " " + text("runs.at") + " "
                                        + p.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                                .orElse(""));
        Stream<String> edges = ablations.edges().stream().map(EdgeId::toString);
        Stream<String> inverted = ablations.inverted() ? Stream.of(text("runs.circuit")) : Stream.empty();
        return Stream.of(inverted, nodes, edges).flatMap(s -> s).collect(Collectors.joining("; "));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
