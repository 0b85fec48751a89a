package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.job.JobGroup;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.prune.PathSearch;

/// How many nodes the circuit under study may have: its best nodes stay, in the order of its path, and the rest are
/// mean-ablated, which is what a smaller circuit means. A larger one has the nodes that come next on the path.
public final class Budget {
    private static final int ROOM = 20;

    private final Study study;
    private final JobGroup jobs;
    private final ReadOnlyIntegerWrapper wanted = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyObjectWrapper<Optional<Job>> search = new ReadOnlyObjectWrapper<>(Optional.empty());

    public Budget(Study study, JobGroup jobs) {
        this.study = study;
        this.jobs = jobs;
    }

    /// Circuits of other sizes around the one under study, once they were looked for.
    public Optional<BudgetPath> path() {
        return study.circuit().flatMap(CircuitDocument::path);
    }

    /// The running search for circuits of other sizes.
    public ReadOnlyObjectProperty<Optional<Job>> searchProperty() {
        return search.getReadOnlyProperty();
    }

    /// Looks for circuits of other sizes, and keeps them with the circuit.
    public void find() {
        Optional<CircuitDocument> circuit = study.circuit();
        if (circuit.isEmpty() || search.get().isPresent()) return;
        OpenModel model = study.entry().orElseThrow().model();
        CircuitDocument document = circuit.get();
        PathSearch sizes = new PathSearch(
                model.transformer(),
                document.means(model.nodes()),
                study.entry().orElseThrow().task().train(),
                model.workers());
        search.set(Optional.of(jobs.start(
                text("job.sizes"),
                (progress, cancel) -> sizes.around(document.circuit(), progress, cancel),
                path -> keepPath(document, path),
                () -> search.set(Optional.empty()))));
    }

    private void keepPath(CircuitDocument of, BudgetPath path) {
        study.circuit()
                .filter(now -> now.circuit().nodeSet().equals(of.circuit().nodeSet()))
                .ifPresent(
                        now -> study.history().change(study.history().current().withCircuit(now.withPath(path))));
    }

    /// Number of nodes that are on, where these are the first of the path and all others are mean-ablated.
    public OptionalInt size() {
        List<NodeId> order = order();
        int size = order.size() - study.ablations().size();
        return !order.isEmpty() && size >= 0 && study.ablations().equals(without(order, size))
                ? OptionalInt.of(size)
                : OptionalInt.empty();
    }

    /// Ablates all but the first nodes of the path. Calls that follow each other are undone together, until
    /// [#endMove()]. Beyond the circuit's size nodes are only added then.
    ///
    /// @param size from 0 to [#most()]; beyond that the nearest of these
    public void keep(int size) {
        List<NodeId> order = order();
        if (order.isEmpty()) return;
        wanted.set(size > order.size() ? Math.min(size, most()) : 0);
        Ablations next = without(order, Math.clamp(size, 0, order.size()));
        study.history().slide(study.history().current().withAblations(next));
    }

    /// The slider was let go: what follows is undone by itself.
    public void endMove() {
        study.history().endSlide();
        int size = wanted.get();
        wanted.set(0);
        if (size > 0) path().ifPresent(path -> study.growth().addAlong(path, size));
    }

    /// The size beyond the circuit's that the slider stands at while it moves; 0 for none.
    public ReadOnlyIntegerProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /// The largest circuit on the path that can be turned to: about twice the one under study.
    public int most() {
        int size = order().size();
        return path().map(p -> Math.min(p.nodes().size(), Math.max(2 * size, size + ROOM)))
                .orElse(size);
    }

    private List<NodeId> order() {
        return path().map(p -> p.first(study.circuit().orElseThrow().circuit().size()))
                .orElse(List.of());
    }

    private static Ablations without(List<NodeId> order, int size) {
        return Ablations.NONE.with(Set.copyOf(order.subList(size, order.size())), new Ablation.Mean());
    }
}
