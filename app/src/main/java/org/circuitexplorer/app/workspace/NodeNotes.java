package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.function.UnaryOperator;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;

/// What a person noted of nodes of the circuit under study. Nodes outside the circuit are left alone.
public final class NodeNotes {
    private final Study study;

    NodeNotes(Study study) {
        this.study = study;
    }

    /// Changes what is noted of a node.
    public void change(NodeId node, UnaryOperator<NodeInfo> edit) {
        change(List.of(node), edit);
    }

    /// Changes what is noted of several nodes, in one step.
    public void change(List<NodeId> nodes, UnaryOperator<NodeInfo> edit) {
        study.circuit()
                .map(c -> CircuitEdit.note(
                        c, nodes.stream().filter(c.circuit()::contains).toList(), edit))
                .ifPresent(edited ->
                        study.history().change(study.history().current().withCircuit(edited)));
    }

    /// Adds what was computed of a node to what is noted; undo goes past it.
    void amend(NodeId node, UnaryOperator<NodeInfo> edit) {
        study.circuit()
                .filter(c -> c.circuit().contains(node))
                .map(c -> CircuitEdit.note(c, List.of(node), edit))
                .ifPresent(edited ->
                        study.history().amend(study.history().current().withCircuit(edited)));
    }
}
