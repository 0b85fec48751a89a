package org.circuitexplorer.viewer.graph;

import javafx.animation.Animation;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.layout.Layouts;
import org.circuitexplorer.viewer.layout.Motion;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// Puts the nodes of a picture in their places. A picture of equal structure moves nothing; another one glides.
final class GraphPlaces {
    private final Runnable onMoved;
    private final Glide glide = new Glide();
    private final Layouts layouts = new Layouts();
    private GraphScene scene = GraphScene.EMPTY;
    private CircuitPicture structure = CircuitPicture.EMPTY;
    private CircuitPicture reference = CircuitPicture.EMPTY;
    private GraphLayout layout = GraphLayout.EMPTY;
    private CircuitPicture shown = CircuitPicture.EMPTY;

    /// @param onMoved called whenever something stands elsewhere or looks different
    GraphPlaces(Runnable onMoved) {
        this.onMoved = onMoved;
    }

    /// The picture as it stands at this moment of a movement.
    GraphScene scene() {
        return scene;
    }

    /// Where everything stands once nothing moves.
    GraphLayout layout() {
        return layout;
    }

    /// Lays a picture out on the calling thread, whichever that is, so that showing it soon after takes no time.
    void prepare(CircuitPicture picture) {
        layouts.of(picture.structure());
    }

    /// @param order a larger picture whose order nodes keep; empty for none
    /// @return whether places have changed
    boolean arrange(CircuitPicture picture, CircuitPicture order, boolean animated) {
        shown = picture;
        CircuitPicture newStructure = picture.structure();
        if (newStructure.equals(structure) && order.equals(reference)) {
            place(glide.getStatus() == Animation.Status.RUNNING ? scene.layout() : layout);
            return false;
        }
        GraphLayout from = scene.layout();
        structure = newStructure;
        reference = order;
        layout = order.nodes().isEmpty()
                ? layouts.of(newStructure)
                : LayeredLayout.of(newStructure, layouts.of(order.structure()));
        Motion motion = new Motion(from, layout);
        place(motion.at(0));
        glide.run(animated && !from.spots().isEmpty(), part -> place(motion.at(part)));
        return true;
    }

    private void place(GraphLayout places) {
        scene = new GraphScene(shown, places);
        onMoved.run();
    }
}
