package org.circuitexplorer.app.compare;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.circuitexplorer.app.workspace.CircuitCaption;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;

/// A circuit of the open model that the one under study can be laid over.
///
/// @param entry its task
/// @param circuit makes it, beside the window's thread
record Choice(String name, TaskEntry entry, Supplier<CircuitDocument> circuit) {
    private static final int MOST_SIZES = 12;

    /// Other circuits of the same task first, then those of other tasks, then the same one at other budgets.
    static Stream<Choice> of(TaskEntry left, List<TaskEntry> tasks) {
        Stream<Choice> others = tasks.stream()
                .filter(t -> !t.equals(left))
                .flatMap(task -> Stream.concat(
                        task.circuit().stream().map(c -> new Choice(task.name(), task, () -> c)), kept(task)));
        return Stream.of(kept(left), others, sizes(left)).flatMap(s -> s);
    }

    private static Stream<Choice> kept(TaskEntry task) {
        return task.others().stream().map(c -> new Choice(task.name() + " · " + CircuitCaption.of(c), task, () -> c));
    }

    /// Sizes of which the path knows the loss, as evenly spread as it has them.
    private static Stream<Choice> sizes(TaskEntry left) {
        CircuitDocument document = left.circuit().orElseThrow();
        Optional<BudgetPath> path = document.path();
        if (path.isEmpty()) return Stream.empty();
        List<Integer> known = path.get().points().stream()
                .map(BudgetPath.Point::size)
                .filter(size -> size > 0
                        && size != document.circuit().size()
                        && size <= path.get().nodes().size())
                .toList();
        int every = Math.max(1, Math.ceilDiv(known.size(), MOST_SIZES));
        return Stream.iterate(0, i -> i < known.size(), i -> i + every)
                .map(known::get)
                .map(size -> new Choice(
                        text("compare.size", left.name(), size), left, () -> at(size, path.get(), document, left)));
    }

    private static CircuitDocument at(int size, BudgetPath path, CircuitDocument of, TaskEntry left) {
        Circuit circuit = Circuit.of(path.first(size));
        return new CircuitDocument(
                of.model(),
                of.task(),
                circuit,
                CircuitGraph.of(left.model().transformer(), circuit).edges(),
                of.means(),
                new TreeMap<>(),
                of.provenance());
    }
}
