package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.EdgeId;

/// What came of every change of the ablations since the program was started, the latest last.
public final class RunHistory {
    private static final int MOST = 1000;

    private final ObservableList<Run> runs = FXCollections.observableArrayList();
    private final ObservableList<Run> view = FXCollections.unmodifiableObservableList(runs);
    private final Study study;
    private boolean lastSlid;

    /// One state of the ablations and what it does.
    ///
    /// @param task the task
    /// @param time when
    /// @param ablations what was ablated
    /// @param loss task loss on the test pairs, nats
    /// @param rise by how much that is more than the circuit's, or the whole model's where there is no circuit
    /// @param accuracy share of the test prompts whose wanted answer was ahead
    public record Run(TaskEntry task, LocalTime time, Ablations ablations, double loss, double rise, double accuracy) {}

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
        study.history().change(study.history().current().withAblations(run.ablations()));
    }

    void clear() {
        runs.clear();
        lastSlid = false;
    }

    private void add(TaskEntry task, CircuitState state) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        boolean same = last != null
                && last.task().equals(task)
                && last.ablations().equals(state.ablations())
                && last.loss() == state.losses().now();
        if (same) return;
        boolean sliding = study.history().isSliding();
        if (sliding && lastSlid) runs.removeLast();
        lastSlid = sliding;
        if (runs.size() == MOST) runs.removeFirst();
        CircuitState.Losses losses = state.losses();
        runs.add(new Run(
                task,
                LocalTime.now(ZoneId.systemDefault()),
                state.ablations(),
                losses.now(),
                losses.now() - losses.circuit().orElse(losses.model()),
                state.accuracy()));
    }

    /// All runs as a table, one line each.
    public static String csv(List<Run> runs) {
        StringBuilder csv = new StringBuilder("run,time,task,ablated,loss,rise,accuracy\n");
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            csv.append("%d,%tT,%s,%s,%s,%s,%s\n"
                    .formatted(
                            i + 1,
                            run.time(),
                            quoted(run.task().name()),
                            quoted(words(run.ablations())),
                            run.loss(),
                            run.rise(),
                            run.accuracy()));
        }
        return csv.toString();
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
