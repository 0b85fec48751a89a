package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CircuitMetrics;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Changes that people make to a circuit.
final class CircuitEdit {
    private CircuitEdit() {}

    /// The circuit with something else noted of some of its nodes.
    static CircuitDocument note(CircuitDocument document, List<NodeId> nodes, UnaryOperator<NodeInfo> edit) {
        Circuit noted = document.circuit();
        for (NodeId node : nodes) noted = noted.withInfo(node, edit);
        return document.withNotes(noted);
    }

    /// The circuit with more nodes, measured again: its losses, and the effect of every node.
    static CircuitDocument grow(
            CircuitDocument document,
            List<NodeId> nodes,
            TaskEntry entry,
            ProgressListener progress,
            CancelToken cancel) {
        OpenModel model = entry.model();
        Circuit grown = document.circuit();
        for (NodeId node : nodes) grown = grown.with(node);
        float[] means = document.means(model.nodes());
        TaskEvaluator test = new TaskEvaluator(model.transformer(), entry.task().test(), model.workers());
        CircuitMetrics metrics = new CircuitMetrics(model.nodes(), test, means);
        Circuit measured = metrics.withEffects(grown, progress, cancel);
        return new CircuitDocument(
                document.model(),
                document.task(),
                measured,
                CircuitGraph.of(model.transformer(), measured).edges(),
                document.means(),
                new TreeMap<>(Map.of("test", metrics.losses(measured))),
                document.provenance());
    }
}
