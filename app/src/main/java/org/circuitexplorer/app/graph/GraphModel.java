package org.circuitexplorer.app.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.GhostEdges;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// What the graph shows of the circuit under study.
public final class GraphModel {
    private static final NodeFace PLAIN = new NodeFace(0, Tint.ACCENT, "", NodeState.ACTIVE);

    private final Study study;
    private final ReadOnlyObjectWrapper<CircuitPicture> picture = new ReadOnlyObjectWrapper<>(CircuitPicture.EMPTY);
    private final ReadOnlyObjectWrapper<GhostEdges> ghosts = new ReadOnlyObjectWrapper<>(GhostEdges.NONE);
    private final ObjectProperty<Colouring> colouring = new SimpleObjectProperty<>(Colouring.EFFECT);
    private final BooleanProperty ghostsWanted = new SimpleBooleanProperty(false);
    private final BooleanProperty budgetWanted = new SimpleBooleanProperty(false);
    private final DoubleProperty minimumWeight = new SimpleDoubleProperty(0);
    private final DoubleProperty largestWeight = new SimpleDoubleProperty(1);
    private Optional<Drawn> drawn = Optional.empty();
    private Subscription circuitChanges = Subscription.EMPTY;

    /// The picture of a circuit before anything is known of its nodes; it only changes with the nodes.
    private record Drawn(TaskEntry entry, SortedSet<NodeId> nodes, CircuitPicture bare) {}

    public GraphModel(Study study) {
        this.study = study;
        study.entryProperty().subscribe((before, now) -> follow());
        study.stateProperty().subscribe((before, now) -> draw());
        study.ablationsProperty().subscribe((before, now) -> draw());
        study.placeProperty().subscribe((before, now) -> draw());
        study.statisticsProperty().subscribe((before, now) -> draw());
        study.selectionProperty().subscribe((before, now) -> {
            if (ghostsWanted.get()) draw();
        });
        ghostsWanted.subscribe((before, now) -> draw());
        colouring.subscribe((before, now) -> draw());
    }

    public ReadOnlyObjectProperty<CircuitPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    public ObjectProperty<Colouring> colouringProperty() {
        return colouring;
    }

    /// Whether the weights of the selected node that leave the circuit are shown.
    public BooleanProperty ghostsWantedProperty() {
        return ghostsWanted;
    }

    /// Whether circuits of other sizes are offered.
    public BooleanProperty budgetWantedProperty() {
        return budgetWanted;
    }

    /// The weights that leave the circuit, as far as they are shown.
    public ReadOnlyObjectProperty<GhostEdges> ghostsProperty() {
        return ghosts.getReadOnlyProperty();
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
                .map(e -> e.circuitProperty().subscribe((before, now) -> draw()))
                .orElse(Subscription.EMPTY);
        draw();
    }

    private void draw() {
        Optional<TaskEntry> entry = study.entry();
        Optional<CircuitDocument> circuit = study.circuit();
        if (entry.isEmpty() || circuit.isEmpty()) {
            ghosts.set(GhostEdges.NONE);
            picture.set(CircuitPicture.EMPTY);
            return;
        }
        CircuitPicture bare = bare(entry.get(), circuit.get().circuit());
        CircuitPicture dressed = CircuitPictures.dressed(
                bare,
                faces(entry.get().model(), circuit.get()),
                study.ablations().edges());
        ghosts.set(ghosts(entry.get().model(), circuit.get().circuit()));
        picture.set(
                ghosts.get().shown().isEmpty()
                        ? dressed
                        : ghosts.get()
                                .in(dressed, new NodeNames(entry.get().model().config())));
        largestWeight.set(Math.max(1e-6, bare.largestWeight()));
    }

    private CircuitPicture bare(TaskEntry entry, Circuit circuit) {
        Optional<Drawn> known = drawn.filter(d -> d.entry.equals(entry) && d.nodes.equals(circuit.nodeSet()));
        if (known.isPresent()) return known.get().bare;
        OpenModel model = entry.model();
        CircuitPicture bare = new CircuitPictures(model.transformer(), model::tokenText)
                .of(CircuitGraph.of(model.transformer(), circuit), entry.task().test(), node -> PLAIN);
        drawn = Optional.of(new Drawn(entry, circuit.nodeSet(), bare));
        return bare;
    }

    private Map<String, NodeFace> faces(OpenModel model, CircuitDocument circuit) {
        NodeFaces faces = new NodeFaces(
                model,
                circuit,
                study.ablations(),
                this::valueOnPrompt,
                study.statisticsProperty().get());
        Map<String, NodeFace> byName = new HashMap<>();
        faces.by(colouring.get()).forEach((node, face) -> byName.put(node.name(), face));
        return byName;
    }

    private double valueOnPrompt(NodeId node) {
        return study.stateProperty()
                .get()
                .map(s -> (double) s.now().value(node, study.place(node, s)))
                .orElse(0.0);
    }

    private GhostEdges ghosts(OpenModel model, Circuit circuit) {
        return study.selectionProperty()
                .get()
                .filter(n -> ghostsWanted.get() && circuit.contains(n))
                .map(n -> GhostEdges.of(model.transformer(), circuit, n))
                .orElse(GhostEdges.NONE);
    }
}
