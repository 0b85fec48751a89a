package org.circuitexplorer.viewer.graph;

import java.awt.image.BufferedImage;
import org.circuitexplorer.viewer.draw.ImagePen;
import org.circuitexplorer.viewer.draw.PdfPen;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.SvgPen;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// A circuit's picture as a file's content: the whole circuit, with its band labels, without window or display.
public final class GraphExport {
    private static final double LABELS = 130;
    private static final double MARGIN = 32;
    private final GraphScene scene;
    private final GraphLook look;

    public GraphExport(CircuitPicture picture, GraphLook look) {
        this(picture, LayeredLayout.of(picture), look);
    }

    public GraphExport(CircuitPicture picture, GraphLayout layout, GraphLook look) {
        this.scene = new GraphScene(picture, layout);
        this.look = look;
    }

    /// The picture as a standalone SVG document.
    ///
    /// @param title what it shows
    public String svg(String title) {
        Bounds page = page();
        SvgPen pen = new SvgPen(page.width(), page.height(), title);
        paint(new ShiftedPen(pen, -page.left(), -page.top()), page);
        return pen.document();
    }

    /// The picture as the bytes of a PDF file.
    ///
    /// @param title what it shows
    public byte[] pdf(String title) {
        Bounds page = page();
        PdfPen pen = new PdfPen(page.width(), page.height(), title);
        paint(new ShiftedPen(pen, -page.left(), -page.top()), page);
        return pen.document();
    }

    /// The picture as the bytes of a PNG file.
    ///
    /// @param scale pixels per unit; 2 is crisp in print
    public byte[] png(double scale) {
        return drawn(scale).png();
    }

    /// The picture as an image in memory.
    public BufferedImage image(double scale) {
        return drawn(scale).image();
    }

    private ImagePen drawn(double scale) {
        Bounds page = page();
        ImagePen pen = new ImagePen(page.width(), page.height(), scale);
        paint(new ShiftedPen(pen, -page.left(), -page.top()), page);
        return pen;
    }

    private void paint(Pen pen, Bounds page) {
        GraphPainter painter = new GraphPainter(scene, look);
        painter.bands(pen, page);
        painter.bandLabels(pen, page.left() + 14);
        painter.circuit(pen, page, 1);
    }

    /// Everything, chips included, with the labels' column at the left.
    private Bounds page() {
        GraphLayout layout = scene.layout();
        double left = layout.left();
        double right = layout.right();
        for (PlacedChip chip : scene.chips()) {
            left = Math.min(left, chip.bounds().left());
            right = Math.max(right, chip.bounds().right());
        }
        return new Bounds(left - LABELS, 0, right + MARGIN, Math.max(layout.height(), 1));
    }
}
