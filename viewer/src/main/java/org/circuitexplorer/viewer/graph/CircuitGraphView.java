package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// Shows a circuit and lets people explore it.
///
/// Drag pans, the wheel zooms at the pointer, a click selects, Ctrl-click adds, Shift-drag selects what it frames, a
/// double click activates. Ctrl+A selects all. Arrows walk
/// to the neighbour in their direction, `[` and `]` follow the strongest edge down and up, `F` fits everything,
/// Shift+`F` the selection, Shift+arrows pan, `+` and `-` zoom, Enter activates, Escape clears the selection.
///
/// Setting a picture of equal structure changes fills and states only: nothing moves. Every other change glides, unless
/// motion is off.
public final class CircuitGraphView extends Region {
    private final ObjectProperty<CircuitPicture> picture =
            new SimpleObjectProperty<>(this, "picture", CircuitPicture.EMPTY);
    private final ObjectProperty<CircuitPicture> orderReference =
            new SimpleObjectProperty<>(this, "orderReference", CircuitPicture.EMPTY);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final DoubleProperty minimumWeight = new SimpleDoubleProperty(this, "minimumWeight", 0);
    private final BooleanProperty animated = new SimpleBooleanProperty(this, "animated", true);
    private final BooleanProperty minimapShown = new SimpleBooleanProperty(this, "minimapShown", true);
    private final BooleanProperty buttonsShown = new SimpleBooleanProperty(this, "buttonsShown", true);
    private final BooleanProperty namesShown = new SimpleBooleanProperty(this, "namesShown", true);
    private final ReadOnlyObjectWrapper<EdgeCount> edgeCount =
            new ReadOnlyObjectWrapper<>(this, "edgeCount", new EdgeCount(0, 0, 0));
    private final GraphMarks marks = new GraphMarks(this);
    private final GraphCallbacks callbacks = new GraphCallbacks();

    private final GraphSheet sheet = new GraphSheet();
    private final Minimap minimap = new Minimap(this::centre);
    private final ZoomButtons buttons = new ZoomButtons(() -> zoom(1.25), () -> zoom(0.8), this::fit);
    private final GraphHint hint = new GraphHint();
    private final RubberBand band = new RubberBand();
    private final GraphCamera camera = new GraphCamera(this::frame, this::isGliding);
    private final GraphPlaces places = new GraphPlaces(this::refresh);

    public CircuitGraphView() {
        getChildren().addAll(sheet, band, minimap, buttons, hint);
        minimap.setId("minimap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription(text("graph.role"));
        setMinSize(120, 80);
        new GraphMouse(this, hint, band).listen(sheet);
        new GraphKeys(this);
        picture.subscribe(this::arrange);
        orderReference.subscribe(this::arrange);
        theme.subscribe(t -> {
            buttons.show(t);
            hint.show(t);
            band.show(t);
        });
        theme.subscribe(this::refresh);
        marks.listen();
        minimumWeight.subscribe(this::refresh);
        camera.property().subscribe(this::refresh);
        focusVisibleProperty().subscribe(this::refresh);
        minimapShown.subscribe(this::requestLayout);
        buttonsShown.subscribe(buttons::setVisible);
        namesShown.subscribe(sheet::nameBands);
    }

    /// What is shown.
    public ObjectProperty<CircuitPicture> pictureProperty() {
        return picture;
    }

    public void setPicture(CircuitPicture value) {
        picture.set(value);
    }

    /// Lays a picture out on the calling thread, whichever that is, so that showing it soon after takes no time.
    public void prepare(CircuitPicture soon) {
        places.prepare(soon);
    }

    public CircuitPicture getPicture() {
        return picture.get();
    }

    /// A larger picture, such as the union of all circuits on a pruning path, whose order nodes keep, so that a changed
    /// budget never lets nodes change places; [CircuitPicture#EMPTY] for none.
    public ObjectProperty<CircuitPicture> orderReferenceProperty() {
        return orderReference;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// What is selected and what stands out.
    public GraphMarks marks() {
        return marks;
    }

    /// Edges of smaller magnitude are hidden.
    public DoubleProperty minimumWeightProperty() {
        return minimumWeight;
    }

    /// Whether changes glide; off, everything jumps.
    public BooleanProperty animatedProperty() {
        return animated;
    }

    public BooleanProperty minimapShownProperty() {
        return minimapShown;
    }

    /// Whether the buttons to zoom are shown.
    public BooleanProperty buttonsShownProperty() {
        return buttonsShown;
    }

    /// Whether the bands' names stand at the left.
    public BooleanProperty namesShownProperty() {
        return namesShown;
    }

    /// How many of the circuit's edges the threshold leaves visible.
    public ReadOnlyObjectProperty<EdgeCount> edgeCountProperty() {
        return edgeCount.getReadOnlyProperty();
    }

    /// What part of the drawing is seen, to be kept in saved views.
    public ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.property();
    }

    public Camera getCamera() {
        return camera.now();
    }

    /// What the view asks and tells.
    public GraphCallbacks callbacks() {
        return callbacks;
    }

    /// Where everything stands, for exports of the same picture.
    public GraphLayout graphLayout() {
        return places.layout();
    }

    /// How the picture is shown now, for exports of the same picture.
    public GraphLook look() {
        return new GraphLook(theme.get(), marks.now(), minimumWeight.get());
    }

    /// Lets a node and what at most so many edges join to it stand out, large.
    ///
    /// @return whether anything else stands back; where nothing does, all is as before
    public boolean focus(String node, int depth) {
        Set<String> near = new Neighbourhood(picture.get(), look()).of(node, depth);
        boolean isAll = near.size() == picture.get().nodes().size();
        marks.pathProperty().set(isAll ? Set.of() : near);
        if (isAll) fit();
        else fit(near);
        return !isAll;
    }

    /// Shows everything.
    public void fit() {
        camera.fit();
    }

    /// Shows some nodes large; everything when there are none.
    public void fit(Collection<String> nodes) {
        camera.fit(nodes);
    }

    /// Zooms at the middle of the view.
    public void zoom(double factor) {
        camera.zoom(factor);
    }

    /// The part of the drawing that is seen, to be kept in saved views; empty while everything is fitted in.
    public Optional<Rectangle2D> seenPart() {
        return camera.seenPart();
    }

    /// Glides to a part of the drawing, as large as it fits in, and keeps to it when the view changes its size; to
    /// everything when it is empty.
    public void show(Optional<Rectangle2D> part) {
        camera.show(part);
    }

    /// Glides to a saved camera.
    public void glideTo(Camera target) {
        camera.glideTo(target);
    }

    /// Moves the view as little as needed for a node to be seen.
    public void reveal(String node) {
        places.scene().node(node).map(PlacedNode::spot).ifPresent(camera::reveal);
    }

    /// Selects the other end of the strongest edge of the node selected last.
    public void followStrongest(boolean towardsLogits) {
        marks.focusedNode()
                .flatMap(n -> walk().alongStrongest(n.id(), towardsLogits))
                .ifPresent(id -> {
                    marks.select(id);
                    reveal(id);
                });
    }

    /// Asks for the menu of the node that is selected last, or of the selected edge, where that stands.
    void menuOfSelected() {
        Optional<PlacedNode> node = marks.focused();
        Optional<PlacedEdge> edge = marks.selectedEdgeProperty()
                .get()
                .flatMap(wire -> places.scene().edges().stream()
                        .filter(e -> Wire.of(e.edge()).equals(wire))
                        .findFirst());
        node.map(n -> localToScreen(
                        camera.now().pixelX(n.spot().x()),
                        camera.now().pixelY(n.spot().bottom())))
                .or(() -> edge.map(PlacedEdge::middle)
                        .map(m -> localToScreen(
                                camera.now().pixelX(m.getX()), camera.now().pixelY(m.getY()))))
                .ifPresent(at -> callbacks.menu(new GraphContext(
                        node.map(PlacedNode::node), edge.map(PlacedEdge::edge), at.getX(), at.getY())));
    }

    /// The picture as it stands at this moment of a movement.
    GraphScene shown() {
        return places.scene();
    }

    GraphHits hits() {
        return new GraphHits(places.scene(), look());
    }

    GraphWalk walk() {
        return new GraphWalk(places.scene(), look());
    }

    /// Moves the camera at once, as the pointer does.
    void moveCamera(Camera target) {
        camera.move(target);
    }

    private boolean isGliding() {
        return animated.get() && getScene() != null;
    }

    private void centre(double x, double y) {
        moveCamera(camera.now().centred(x, y, getWidth() / 2, getHeight() / 2));
    }

    private void arrange() {
        if (places.arrange(picture.get(), orderReference.get(), isGliding()) && camera.isFitted()) fit();
    }

    /// Draws everything anew.
    void refresh() {
        edgeCount.set(EdgeCount.of(picture.get(), minimumWeight.get()));
        setAccessibleText(GraphWords.describe(picture.get(), marks.selected()));
        sheet.show(places.scene(), look(), camera.now(), isFocusVisible());
        // What shows everything already needs no map where that would hide a part of it.
        minimap.setVisible(hasMinimap() && !(camera.isFitted() && frame().hidesNodes(camera.aim())));
        minimap.show(places.scene(), look(), camera.now().seen(getWidth(), getHeight()));
    }

    /// A small view needs its space for the graph itself.
    private boolean hasMinimap() {
        return minimapShown.get() && getWidth() >= 3 * GraphFrame.MAP_WIDTH && getHeight() >= 3 * GraphFrame.MAP_HEIGHT;
    }

    private GraphFrame frame() {
        return new GraphFrame(
                places.layout(),
                getWidth(),
                getHeight(),
                new GraphFrame.Around(hasMinimap(), namesShown.get(), buttonsShown.get()));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        sheet.resizeRelocate(0, 0, width, height);
        minimap.resizeRelocate(
                width - GraphFrame.MAP_WIDTH - GraphFrame.AWAY,
                height - GraphFrame.MAP_HEIGHT - GraphFrame.AWAY,
                GraphFrame.MAP_WIDTH,
                GraphFrame.MAP_HEIGHT);
        buttons.resizeRelocate(width - 44, GraphFrame.AWAY, 30, buttons.prefHeight(30));
        camera.resized();
        refresh();
    }
}
