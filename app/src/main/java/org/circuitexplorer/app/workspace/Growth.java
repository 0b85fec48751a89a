package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.prune.HelpfulNode;

/// Adds nodes to the circuit under study, in the background; undo takes them out again.
public final class Growth {
    private final Study study;
    private final BackgroundJobs jobs;
    /// What is running, and the circuit that it adds to.
    private final Map<Job, CircuitDocument> running = new HashMap<>();

    Growth(Study study, BackgroundJobs jobs) {
        this.study = study;
        this.jobs = jobs;
        study.entryProperty().subscribe((before, now) -> cancelUnseen());
    }

    /// Nobody would see what is added to a circuit that is no longer shown.
    private void cancelUnseen() {
        running.keySet().retainAll(jobs.running());
        running.forEach((job, before) -> {
            if (!study.circuit().equals(Optional.of(before))) job.cancel();
        });
    }

    /// What came of looking for a node to add.
    private record Found(Optional<HelpfulNode> node, Optional<CircuitDocument> grown) {}

    /// Adds a node, once what it changes is measured.
    public void add(NodeId node) {
        add(List.of(node), text("job.adding", node), grown -> grown);
    }

    /// Adds the nodes with which the circuit is the one of a size on its path, which stays known.
    public void addAlong(BudgetPath path, int size) {
        add(path.first(size), text("job.addingTo", size), grown -> grown.withPath(path));
    }

    private void add(List<NodeId> nodes, String name, UnaryOperator<CircuitDocument> also) {
        study.circuit().ifPresent(before -> {
            List<NodeId> missing =
                    nodes.stream().filter(n -> !before.circuit().contains(n)).toList();
            if (missing.isEmpty()) return;
            TaskEntry task = study.entry().orElseThrow();
            Job job = jobs.start(
                    name,
                    (progress, cancel) -> also.apply(CircuitEdit.grow(before, missing, task, progress, cancel)),
                    grown -> show(before, grown));
            running.put(job, before);
        });
    }

    /// Adds the node that lowers the loss on the training pairs most.
    ///
    /// @param tell told which node that was, or that there is none
    public void addMostHelpful(Listener tell) {
        study.circuit().ifPresent(before -> {
            TaskEntry task = study.entry().orElseThrow();
            Job job = jobs.start(
                    text("job.helpful"), (progress, cancel) -> find(before, task, progress, cancel), found -> {
                        found.grown().ifPresent(grown -> show(before, grown));
                        tell.found(found.node());
                    });
            running.put(job, before);
        });
    }

    /// Hears what was added.
    @FunctionalInterface
    public interface Listener {
        /// @param node empty when no single node lowers the loss
        void found(Optional<HelpfulNode> node);
    }

    private static Found find(CircuitDocument before, TaskEntry task, ProgressListener progress, CancelToken cancel) {
        OpenModel model = task.model();
        Optional<HelpfulNode> node = HelpfulNode.of(
                model.transformer(),
                before.circuit(),
                task.task().seen(),
                before.means(model.nodes()),
                model.workers(),
                cancel);
        return new Found(node, node.map(n -> CircuitEdit.grow(before, List.of(n.node()), task, progress, cancel)));
    }

    private void show(CircuitDocument before, CircuitDocument grown) {
        if (study.circuit().equals(Optional.of(before))) {
            study.history().change(study.history().current().withCircuit(grown));
        }
    }
}
