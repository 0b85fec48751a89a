package org.circuitexplorer.app.graph;

import java.util.Map;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// What the graph shows of the circuit under study.
public final class GraphModel {
    private static final NodeFace PLAIN = new NodeFace(0, Tint.ACCENT, "", NodeState.ACTIVE);

    private final Study study;
    private final ReadOnlyObjectWrapper<CircuitPicture> picture = new ReadOnlyObjectWrapper<>(CircuitPicture.EMPTY);
    private final ObjectProperty<Colouring> colouring = new SimpleObjectProperty<>(Colouring.EFFECT);
    private final DoubleProperty minimumWeight = new SimpleDoubleProperty(0);
    private final DoubleProperty largestWeight = new SimpleDoubleProperty(1);
    private Subscription circuitChanges = Subscription.EMPTY;

    public GraphModel(Study study) {
        this.study = study;
        study.entryProperty().subscribe(this::follow);
        study.stateProperty().subscribe(this::draw);
        study.ablations().currentProperty().subscribe(this::draw);
        study.statisticsProperty().subscribe(this::draw);
        colouring.subscribe(this::draw);
    }

    public ReadOnlyObjectProperty<CircuitPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    public ObjectProperty<Colouring> colouringProperty() {
        return colouring;
    }

    /// Edges of smaller magnitude are hidden.
    public DoubleProperty minimumWeightProperty() {
        return minimumWeight;
    }

    /// Largest magnitude of a weight of the circuit.
    public DoubleProperty largestWeightProperty() {
        return largestWeight;
    }

    private void follow() {
        circuitChanges.unsubscribe();
        minimumWeight.set(0);
        circuitChanges = study.entry()
                .map(e -> e.circuitProperty().subscribe(this::draw))
                .orElse(Subscription.EMPTY);
        draw();
    }

    private void draw() {
        Optional<TaskEntry> entry = study.entry();
        Optional<CircuitDocument> circuit = study.circuit();
        if (entry.isEmpty() || circuit.isEmpty()) {
            picture.set(CircuitPicture.EMPTY);
            return;
        }
        OpenModel model = entry.get().model();
        NodeFaces faces = new NodeFaces(
                model,
                circuit.get(),
                study.ablations().current(),
                study.stateProperty().get(),
                study.statisticsProperty().get());
        Map<NodeId, NodeFace> byNode = faces.by(colouring.get());
        CircuitGraph graph = CircuitGraph.of(model.transformer(), circuit.get().circuit());
        picture.set(new CircuitPictures(model.transformer(), model::tokenText)
                .of(graph, entry.get().task().test(), node -> byNode.getOrDefault(node, PLAIN)));
        largestWeight.set(Math.max(1e-6, picture.get().largestWeight()));
    }
}
