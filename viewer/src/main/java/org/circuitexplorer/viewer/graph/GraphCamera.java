package org.circuitexplorer.viewer.graph;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;
import org.circuitexplorer.viewer.layout.Spot;

/// Where a graph view looks. It moves at once or glides, and keeps to everything, or to a part, while the view changes
/// its size.
final class GraphCamera {
    static final double MARGIN = 16;

    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(new Camera(1, MARGIN, MARGIN));
    private final Glide glide = new Glide();
    private final Supplier<GraphFrame> frame;
    private final BooleanSupplier animated;
    private Camera aim = camera.get();
    private boolean fitted = true;
    private Optional<Rectangle2D> shownPart = Optional.empty();

    /// @param frame the view as it is
    /// @param animated whether to glide
    GraphCamera(Supplier<GraphFrame> frame, BooleanSupplier animated) {
        this.frame = frame;
        this.animated = animated;
    }

    ReadOnlyObjectProperty<Camera> property() {
        return camera.getReadOnlyProperty();
    }

    Camera now() {
        return camera.get();
    }

    /// Where it will look once it has come to rest.
    Camera aim() {
        return aim;
    }

    /// Whether everything is to be seen, whatever the view's size.
    boolean isFitted() {
        return fitted;
    }

    void fit() {
        glideTo(frame.get().fitting());
        fitted = true;
    }

    void fit(Collection<String> nodes) {
        frame.get().showing(nodes).ifPresentOrElse(this::glideTo, this::fit);
    }

    void zoom(double factor) {
        glideTo(now().zoomed(factor, frame.get().width() / 2, frame.get().height() / 2));
    }

    /// The part of the drawing that is seen, empty while everything is fitted in.
    Optional<Rectangle2D> seenPart() {
        if (fitted || shownPart.isPresent()) return shownPart;
        Bounds seen = aim.seen(frame.get().width(), frame.get().height());
        return Optional.of(new Rectangle2D(seen.left(), seen.top(), seen.width(), seen.height()));
    }

    void show(Optional<Rectangle2D> part) {
        if (part.isEmpty()) {
            fit();
            return;
        }
        if (frame.get().width() > 0 && frame.get().height() > 0) glideTo(showing(part.get()));
        fitted = false;
        shownPart = part;
    }

    private Camera showing(Rectangle2D part) {
        return Camera.showing(
                new Bounds(part.getMinX(), part.getMinY(), part.getMaxX(), part.getMaxY()),
                new Bounds(0, 0, frame.get().width(), frame.get().height()),
                Camera.LARGEST);
    }

    void glideTo(Camera target) {
        Camera from = now();
        aim = target;
        fitted = false;
        shownPart = Optional.empty();
        glide.run(animated.getAsBoolean(), part -> camera.set(from.towards(target, part)));
    }

    /// Moves as little as needed for a place to be seen.
    void reveal(Spot spot) {
        Bounds seen = frame.get().area().bounds();
        // Where a glide under way will end is what counts.
        double x = aim.pixelX(spot.x());
        double y = aim.pixelY(spot.y());
        double dx = Math.clamp(x, seen.left(), Math.max(seen.left(), seen.right())) - x;
        double dy = Math.clamp(y, seen.top() + MARGIN, Math.max(seen.top() + MARGIN, seen.bottom() - MARGIN)) - y;
        if (dx != 0 || dy != 0) glideTo(aim.panned(dx, dy));
    }

    /// Moves at once, as the pointer does.
    void move(Camera target) {
        glide.stop();
        fitted = false;
        shownPart = Optional.empty();
        aim = target;
        camera.set(target);
    }

    /// The view has another size.
    void resized() {
        GraphFrame now = frame.get();
        if ((!fitted && shownPart.isEmpty()) || now.width() <= 0 || now.height() <= 0) return;
        glide.stop();
        aim = shownPart.map(this::showing).orElseGet(now::fitting);
        camera.set(aim);
    }
}
