package org.circuitexplorer.app.workspace;

import java.util.SortedSet;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// The picture of a circuit before anything is known of its nodes; it only changes with them and the tokens.
record BarePicture(SortedSet<NodeId> nodes, TaskTokens tokens, CircuitPicture picture) {
    private static final NodeFace PLAIN = new NodeFace(0, Tint.ACCENT, "", NodeState.ACTIVE);

    static BarePicture of(OpenModel model, Circuit circuit, TaskTokens tokens) {
        CircuitPicture picture = new CircuitPictures(model.transformer(), model::tokenText)
                .of(CircuitGraph.of(model.transformer(), circuit), tokens, node -> PLAIN);
        return new BarePicture(circuit.nodeSet(), tokens, picture);
    }

    boolean isOf(Circuit circuit, TaskTokens others) {
        return nodes.equals(circuit.nodeSet()) && tokens.equals(others);
    }
}
