package org.circuitexplorer.viewer.graph;

import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.EdgeKind;

/// The edges of a large graph as an image somewhat larger than the view, so that panning only moves it; drawn anew when
/// the scale, the look or the graph changes, or when the view leaves it.
final class EdgeCache {
    /// How much of the view's size the image reaches beyond it on every side.
    private static final double BEYOND = 0.3;

    private GraphScene scene = GraphScene.EMPTY;
    private GraphLook look = GraphLook.plain(Theme.DARK);
    private Camera camera = new Camera(1, 0, 0);
    private Bounds held = new Bounds(0, 0, 0, 0);
    private IntBuffer pixels = IntBuffer.allocate(1);
    private PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(1, 1, pixels, PixelFormat.getIntArgbPreInstance());
    private WritableImage image = new WritableImage(buffer);

    /// Draws the edges on an untransformed canvas.
    ///
    /// @param density device pixels per pixel of the view
    void draw(CanvasPen pen, GraphScene newScene, GraphLook newLook, Camera newCamera, Bounds view, double density) {
        Bounds seen = newCamera.seen(view.width(), view.height());
        boolean same = newScene.equals(scene)
                && newLook.equals(look)
                && newCamera.scale() == camera.scale()
                && held.contains(seen.left(), seen.top())
                && held.contains(seen.right(), seen.bottom());
        if (!same) {
            scene = newScene;
            look = newLook;
            camera = newCamera;
            held = new Bounds(
                    seen.left() - BEYOND * seen.width(),
                    seen.top() - BEYOND * seen.height(),
                    seen.right() + BEYOND * seen.width(),
                    seen.bottom() + BEYOND * seen.height());
            rasterise(camera.scale() * density);
        }
        double x = newCamera.pixelX(held.left());
        double y = newCamera.pixelY(held.top());
        pen.image(image, x, y, held.width() * camera.scale(), held.height() * camera.scale());
    }

    private void rasterise(double scale) {
        int width = (int) Math.ceil(held.width() * scale);
        int height = (int) Math.ceil(held.height() * scale);
        if (buffer.getWidth() != width || buffer.getHeight() != height) {
            pixels = IntBuffer.allocate(width * height);
            buffer = new PixelBuffer<>(width, height, pixels, PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
        }
        LineRaster raster = new LineRaster(pixels.array(), width, height);
        raster.clear();
        EdgeStyle style = new EdgeStyle(look, scene);
        for (PlacedEdge edge : scene.edges()) {
            if (look.shows(edge.edge()) && edge.bounds().meets(held))
                line(raster, edge, style.stroke(edge.edge()), scale);
        }
        buffer.updateBuffer(b -> null);
    }

    private void line(LineRaster raster, PlacedEdge edge, Stroke stroke, double scale) {
        double[] xy = edge.samples();
        double size = Math.max(edge.bounds().width(), edge.bounds().height()) * scale;
        int stride = 2 * (size < 30 ? 8 : size < 120 ? 4 : 2);
        double thickness = Math.max(0.6, stroke.width() * scale);
        // Dashes would blur at this size; what is no weight is fainter instead.
        Ink ink = edge.edge().kind() == EdgeKind.RESIDUAL ? stroke.ink().faded(0.6) : stroke.ink();
        int last = xy.length - 2;
        for (int i = 0; i < last; i += stride) {
            int next = Math.min(last, i + stride);
            raster.line(
                    (xy[i] - held.left()) * scale,
                    (xy[i + 1] - held.top()) * scale,
                    (xy[next] - held.left()) * scale,
                    (xy[next + 1] - held.top()) * scale,
                    thickness,
                    ink);
        }
    }
}
