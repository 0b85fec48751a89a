package org.circuitexplorer.viewer.graph;

import java.util.Collection;
import java.util.LinkedHashSet;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.layout.Motion;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Shows a circuit and lets people explore it.
///
/// Drag pans, the wheel zooms at the pointer, a click selects, Ctrl-click adds, a double click activates. Arrows walk
/// to the neighbour in their direction, `[` and `]` follow the strongest edge down and up, `F` fits everything,
/// Shift+`F` the selection, Shift+arrows pan, `+` and `-` zoom, Enter activates, Escape clears the selection.
///
/// Setting a picture of equal structure changes fills and states only: nothing moves. Every other change glides, unless
/// motion is off.
public final class CircuitGraphView extends Region {
    private static final double MARGIN = 16;

    private final ObjectProperty<CircuitPicture> picture =
            new SimpleObjectProperty<>(this, "picture", CircuitPicture.EMPTY);
    private final ObjectProperty<CircuitPicture> orderReference =
            new SimpleObjectProperty<>(this, "orderReference", CircuitPicture.EMPTY);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final ObjectProperty<Set<String>> highlighted = new SimpleObjectProperty<>(this, "highlighted", Set.of());
    private final DoubleProperty minimumWeight = new SimpleDoubleProperty(this, "minimumWeight", 0);
    private final BooleanProperty animated = new SimpleBooleanProperty(this, "animated", true);
    private final BooleanProperty minimapShown = new SimpleBooleanProperty(this, "minimapShown", true);
    private final BooleanProperty buttonsShown = new SimpleBooleanProperty(this, "buttonsShown", true);
    private final ReadOnlyObjectWrapper<EdgeCount> edgeCount =
            new ReadOnlyObjectWrapper<>(this, "edgeCount", new EdgeCount(0, 0));
    private final ReadOnlyObjectWrapper<Camera> camera =
            new ReadOnlyObjectWrapper<>(this, "camera", new Camera(1, MARGIN, MARGIN));
    private final ObservableSet<String> selectedNodes = FXCollections.observableSet(new LinkedHashSet<>());
    private final GraphCallbacks callbacks = new GraphCallbacks();

    private final GraphSheet sheet = new GraphSheet();
    private final Minimap minimap = new Minimap(this::centre);
    private final ZoomButtons buttons = new ZoomButtons(() -> zoom(1.25), () -> zoom(0.8), this::fit);
    private final GraphHint hint = new GraphHint();
    private final Glide cameraGlide = new Glide();
    private final Glide layoutGlide = new Glide();
    private GraphScene scene = GraphScene.EMPTY;
    private CircuitPicture structure = CircuitPicture.EMPTY;
    private GraphLayout layout = GraphLayout.EMPTY;
    private Optional<String> hovered = Optional.empty();
    private Camera aim = camera.get();
    private boolean fitted = true;
    private Optional<Rectangle2D> shownPart = Optional.empty();

    public CircuitGraphView() {
        getChildren().addAll(sheet, minimap, buttons, hint);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription("circuit graph");
        setMinSize(120, 80);
        new GraphMouse(this, hint).listen(sheet);
        new GraphKeys(this);
        picture.subscribe(this::arrange);
        orderReference.subscribe(() -> {
            structure = CircuitPicture.EMPTY;
            arrange();
        });
        theme.subscribe(t -> {
            buttons.show(t);
            hint.show(t);
        });
        theme.subscribe(this::refresh);
        highlighted.subscribe(this::refresh);
        minimumWeight.subscribe(this::refresh);
        camera.subscribe(this::refresh);
        focusVisibleProperty().subscribe(this::refresh);
        minimapShown.subscribe(minimap::setVisible);
        buttonsShown.subscribe(buttons::setVisible);
        selectedNodes.addListener((SetChangeListener<String>) change -> refresh());
    }

    /// What is shown.
    public ObjectProperty<CircuitPicture> pictureProperty() {
        return picture;
    }

    public void setPicture(CircuitPicture value) {
        picture.set(value);
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

    /// Ids of nodes marked as found.
    public ObjectProperty<Set<String>> highlightedProperty() {
        return highlighted;
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

    /// How many of the circuit's edges the threshold leaves visible.
    public ReadOnlyObjectProperty<EdgeCount> edgeCountProperty() {
        return edgeCount.getReadOnlyProperty();
    }

    /// Ids of the selected nodes in the order of selection; change it to select.
    public ObservableSet<String> getSelectedNodes() {
        return selectedNodes;
    }

    /// What part of the drawing is seen, to be kept in saved views.
    public ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.getReadOnlyProperty();
    }

    public Camera getCamera() {
        return camera.get();
    }

    /// What the view asks and tells.
    public GraphCallbacks callbacks() {
        return callbacks;
    }

    /// Where everything stands, for exports of the same picture.
    public GraphLayout graphLayout() {
        return layout;
    }

    /// How the picture is shown now, for exports of the same picture.
    public GraphLook look() {
        return new GraphLook(theme.get(), selectedNodes, hovered, highlighted.get(), minimumWeight.get());
    }

    /// Selects one node alone.
    public void select(String node) {
        selectedNodes.add(node);
        selectedNodes.removeIf(id -> !id.equals(node));
    }

    /// Shows everything.
    public void fit() {
        glideTo(frame().fitting());
        fitted = true;
    }

    /// Shows some nodes large; everything when there are none.
    public void fit(Collection<String> nodes) {
        frame().showing(nodes).ifPresentOrElse(this::glideTo, this::fit);
    }

    /// Zooms at the middle of the view.
    public void zoom(double factor) {
        glideTo(camera.get().zoomed(factor, getWidth() / 2, getHeight() / 2));
    }

    /// The part of the drawing that is seen, to be kept in saved views; empty while everything is fitted in.
    public Optional<Rectangle2D> seenPart() {
        if (fitted || shownPart.isPresent()) return shownPart;
        Bounds seen = aim.seen(getWidth(), getHeight());
        return Optional.of(new Rectangle2D(seen.left(), seen.top(), seen.width(), seen.height()));
    }

    /// Glides to a part of the drawing, as large as it fits in, and keeps to it when the view changes its size; to
    /// everything when it is empty.
    public void show(Optional<Rectangle2D> part) {
        if (part.isEmpty()) {
            fit();
            return;
        }
        if (getWidth() > 0 && getHeight() > 0) glideTo(showing(part.get()));
        fitted = false;
        shownPart = part;
    }

    private Camera showing(Rectangle2D part) {
        return Camera.showing(
                new Bounds(part.getMinX(), part.getMinY(), part.getMaxX(), part.getMaxY()),
                new Bounds(0, 0, getWidth(), getHeight()),
                Camera.LARGEST);
    }

    /// Glides to a saved camera.
    public void glideTo(Camera target) {
        Camera from = camera.get();
        aim = target;
        fitted = false;
        shownPart = Optional.empty();
        cameraGlide.run(animated.get() && getScene() != null, part -> camera.set(from.towards(target, part)));
    }

    /// Moves the view as little as needed for a node to be seen.
    public void reveal(String node) {
        scene.node(node).map(PlacedNode::spot).ifPresent(spot -> {
            Bounds seen = frame().area().bounds();
            // Where a glide under way will end is what counts.
            double x = aim.pixelX(spot.x());
            double y = aim.pixelY(spot.y());
            double dx = Math.clamp(x, seen.left(), Math.max(seen.left(), seen.right())) - x;
            double dy = Math.clamp(y, seen.top() + MARGIN, Math.max(seen.top() + MARGIN, seen.bottom() - MARGIN)) - y;
            if (dx != 0 || dy != 0) glideTo(aim.panned(dx, dy));
        });
    }

    /// Selects the other end of the strongest edge of the node selected last.
    public void followStrongest(boolean towardsLogits) {
        focusedNode().flatMap(n -> walk().alongStrongest(n.id(), towardsLogits)).ifPresent(id -> {
            select(id);
            reveal(id);
        });
    }

    GraphHits hits() {
        return new GraphHits(scene, look());
    }

    GraphWalk walk() {
        return new GraphWalk(scene, look());
    }

    /// The node selected last.
    Optional<PictureNode> focusedNode() {
        return selectedNodes.stream()
                .reduce((first, second) -> second)
                .flatMap(scene::node)
                .map(PlacedNode::node);
    }

    void hover(Optional<String> node) {
        if (node.equals(hovered)) return;
        hovered = node;
        refresh();
    }

    /// Moves the camera at once, as the pointer does.
    void moveCamera(Camera target) {
        cameraGlide.stop();
        fitted = false;
        shownPart = Optional.empty();
        aim = target;
        camera.set(target);
    }

    private void centre(double x, double y) {
        moveCamera(camera.get().centred(x, y, getWidth() / 2, getHeight() / 2));
    }

    private void arrange() {
        CircuitPicture newStructure = picture.get().structure();
        if (newStructure.equals(structure)) {
            place(layout);
            return;
        }
        GraphLayout from = scene.layout();
        structure = newStructure;
        layout = orderReference.get().nodes().isEmpty()
                ? LayeredLayout.of(newStructure)
                : LayeredLayout.of(newStructure, LayeredLayout.of(orderReference.get()));
        Motion motion = new Motion(from, layout);
        layoutGlide.run(animated.get() && getScene() != null && !from.spots().isEmpty(), p -> place(motion.at(p)));
        if (fitted) fit();
    }

    private void place(GraphLayout places) {
        scene = new GraphScene(picture.get(), places);
        refresh();
    }

    private void refresh() {
        edgeCount.set(EdgeCount.of(picture.get(), minimumWeight.get()));
        setAccessibleText(GraphWords.describe(picture.get(), selectedNodes));
        sheet.show(scene, look(), camera.get(), isFocusVisible());
        minimap.show(scene, look(), camera.get().seen(getWidth(), getHeight()));
    }

    private GraphFrame frame() {
        return new GraphFrame(layout, getWidth(), getHeight(), minimapShown.get());
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
        if ((fitted || shownPart.isPresent()) && width > 0 && height > 0) {
            cameraGlide.stop();
            aim = shownPart.map(this::showing).orElseGet(() -> frame().fitting());
            camera.set(aim);
        }
        refresh();
    }
}
