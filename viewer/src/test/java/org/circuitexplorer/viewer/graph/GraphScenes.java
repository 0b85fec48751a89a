package org.circuitexplorer.viewer.graph;

import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.SamplePictures;

/// Scenes that tests share.
final class GraphScenes {
    static final GraphLook PLAIN = GraphLook.plain(Theme.DARK);

    private GraphScenes() {}

    static GraphScene quotes() {
        return of(SamplePictures.quotes());
    }

    static GraphScene of(CircuitPicture picture) {
        return new GraphScene(picture, LayeredLayout.of(picture));
    }
}
