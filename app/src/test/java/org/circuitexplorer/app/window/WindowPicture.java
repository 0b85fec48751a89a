package org.circuitexplorer.app.window;

import java.awt.image.BufferedImage;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.transform.Transform;
import org.testfx.util.WaitForAsyncUtils;

/// A scene as it looks once it has come to rest.
final class WindowPicture {
    private WindowPicture() {}

    /// @param scale pixels of the picture for each of the scene
    static BufferedImage of(Scene scene, double scale) {
        WaitForAsyncUtils.waitForFxEvents(30);
        Image image = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            SnapshotParameters scaled = new SnapshotParameters();
            scaled.setTransform(Transform.scale(scale, scale));
            return scene.getRoot().snapshot(scaled, null);
        });
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++)
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
        }
        return copy;
    }
}
