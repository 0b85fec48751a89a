package org.circuitexplorer.app.lecture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.circuitexplorer.engine.session.Frame;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.PictureNode;

/// A circuit's picture for a room: nodes are large, and those that have a label carry it instead of their number.
final class LecturePicture {
    private LecturePicture() {}

    static CircuitPicture of(CircuitPicture picture) {
        List<PictureNode> nodes =
                picture.nodes().stream().map(LecturePicture::worded).toList();
        return new CircuitPicture(picture.bands(), nodes, picture.edges());
    }

    private static PictureNode worded(PictureNode node) {
        return (node.label().isBlank()
                        ? node
                        : node.withText(node.label().strip()).withLabel(""))
                .forRoom();
    }

    /// The nodes that a saved view shows: those whose middle lies in its frame. Worded nodes stand elsewhere than
    /// numbered ones, so that a lecture shows the same nodes, not the same place.
    static List<String> inFrame(CircuitPicture picture, Optional<Frame> frame) {
        if (frame.isEmpty()) return List.of();
        Map<String, Spot> spots = LayeredLayout.of(picture.structure()).spots();
        return picture.nodes().stream()
                .map(PictureNode::id)
                .filter(id -> holds(frame.get(), Objects.requireNonNull(spots.get(id), id)))
                .toList();
    }

    private static boolean holds(Frame frame, Spot spot) {
        return spot.x() >= frame.left()
                && spot.x() <= frame.right()
                && spot.y() >= frame.top()
                && spot.y() <= frame.bottom();
    }
}
