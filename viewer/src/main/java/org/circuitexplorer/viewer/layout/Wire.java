package org.circuitexplorer.viewer.layout;

import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// What identifies an edge, whatever its weight.
public record Wire(String source, String target, EdgeKind kind) {
    public static Wire of(PictureEdge edge) {
        return new Wire(edge.source(), edge.target(), edge.kind());
    }
}
