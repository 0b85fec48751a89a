package org.circuitexplorer.app.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.picture.CircuitPart;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.Collapse;
import org.circuitexplorer.app.picture.GhostEdges;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// What the graph shows of the circuit under study.
public final class GraphModel {
    private final Study study;
    private final ReadOnlyObjectWrapper<CircuitPicture> picture = new ReadOnlyObjectWrapper<>(CircuitPicture.EMPTY);
    private final ReadOnlyObjectWrapper<GhostEdges> ghosts = new ReadOnlyObjectWrapper<>(GhostEdges.NONE);
    private final ObjectProperty<Colouring> colouring = new SimpleObjectProperty<>(Colouring.EFFECT);
    private final BooleanProperty ghostsWanted = new SimpleBooleanProperty(false);
    private final BooleanProperty budgetWanted = new SimpleBooleanProperty(false);
    private final DoubleProperty minimumWeight = new SimpleDoubleProperty(0);
    private final DoubleProperty largestWeight = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<CircuitPicture> unfolded = new ReadOnlyObjectWrapper<>(CircuitPicture.EMPTY);
    private View.Look shownLook = View.Look.PLAIN;
    private Collapse collapse = Collapse.NONE;
    private boolean showing;
    private Subscription circuitChanges = Subscription.EMPTY;

    public GraphModel(Study study) {
        this.study = study;
        study.entryProperty().subscribe((before, now) -> follow());
        study.stateProperty().subscribe((before, now) -> draw());
        study.ablationsProperty().subscribe((before, now) -> draw());
        study.prompts().placeProperty().subscribe((before, now) -> draw());
        study.statisticsProperty().subscribe((before, now) -> draw());
        study.selectionProperty().subscribe((before, now) -> {
            if (ghostsWanted.get()) draw();
        });
        study.history().currentProperty().subscribe(version -> show(version.look()));
        ghostsWanted.subscribe(wanted -> change(look -> look.withGhosts(wanted ? View.Look.FEW_GHOSTS : 0)));
        colouring.subscribe(by -> change(look -> look.withColouring(by)));
        minimumWeight.subscribe(w -> {
            if (!showing) study.slideLook(study.look().withMinimumWeight(w.doubleValue()));
        });
    }

    private void change(UnaryOperator<View.Look> edit) {
        if (!showing) study.changeLook(edit.apply(study.look()));
    }

    private void show(View.Look look) {
        showing = true;
        colouring.set(look.colouring());
        ghostsWanted.set(look.ghosts() > 0);
        minimumWeight.set(look.minimumWeight());
        showing = false;
        boolean redraw = !look.withMinimumWeight(0).equals(shownLook.withMinimumWeight(0));
        shownLook = look;
        if (redraw) draw();
    }

    /// Draws a part of the circuit that a node belongs to as one node, or unfolds it again.
    public void toggleCollapsed(CircuitPart part) {
        TreeSet<String> parts = new TreeSet<>(study.look().collapsed());
        if (!parts.remove(part.name())) parts.add(part.name());
        change(look -> look.withCollapsed(parts));
    }

    /// Draws a collapsed part as the nodes it has.
    public void unfold(String part) {
        TreeSet<String> parts = new TreeSet<>(study.look().collapsed());
        parts.remove(part);
        change(look -> look.withCollapsed(parts));
    }

    public void unfoldAll() {
        change(look -> look.withCollapsed(new TreeSet<>()));
    }

    /// The parts that are drawn as one node.
    public Collapse collapse() {
        return collapse;
    }

    /// The picture before parts of it were collapsed, whose order stays; empty while none is.
    public ReadOnlyObjectProperty<CircuitPicture> unfoldedProperty() {
        return unfolded.getReadOnlyProperty();
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

    /// Shows twice as many weights that leave the circuit, until they are no longer wanted.
    public void moreGhosts() {
        change(look -> look.withGhosts(Math.min(2 * look.ghosts(), View.Look.MOST_GHOSTS)));
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
            collapse = Collapse.NONE;
            unfolded.set(CircuitPicture.EMPTY);
            picture.set(CircuitPicture.EMPTY);
            return;
        }
        CircuitPicture bare = entry.get().picture();
        CircuitPicture dressed = CircuitPictures.showingUse(
                CircuitPictures.dressed(
                        bare,
                        faces(entry.get().model(), circuit.get()),
                        study.ablations().edges()),
                circuit.get());
        ghosts.set(ghosts(entry.get().model(), circuit.get().circuit()));
        CircuitPicture whole = ghosts.get().shown().isEmpty()
                ? dressed
                : ghosts.get().in(dressed, new NodeNames(entry.get().model().config()));
        collapse = Collapse.of(
                study.look().collapsed(),
                circuit.get().circuit(),
                entry.get().model().config());
        unfolded.set(collapse.isNone() ? CircuitPicture.EMPTY : bare);
        picture.set(collapse.in(whole));
        largestWeight.set(Math.max(1e-6, bare.largestWeight()));
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
                .map(s -> (double) s.now().value(node, study.prompts().place(node, s)))
                .orElse(0.0);
    }

    private GhostEdges ghosts(OpenModel model, Circuit circuit) {
        return study.selectionProperty()
                .get()
                .filter(n -> ghostsWanted.get() && circuit.contains(n))
                .map(n -> GhostEdges.of(
                        model.transformer(), circuit, n, study.look().ghosts()))
                .orElse(GhostEdges.NONE);
    }
}
