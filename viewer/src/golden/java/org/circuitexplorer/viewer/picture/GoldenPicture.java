package org.circuitexplorer.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.circuitexplorer.viewer.draw.ImagePen;
import org.circuitexplorer.viewer.draw.Theme;

/// Compares a drawing with the picture of it that is kept among the resources. `-Dgolden.write=true` keeps new ones.
///
/// Machines draw the edges of letters and lines a little differently, so that pixels are never the same everywhere.
/// Compared are the means of small squares: a node, a line or a word that comes, goes or changes its colour changes
/// them far more than another rasteriser does.
public final class GoldenPicture {
    private static final Path RESOURCES = Path.of("src/test/resources/golden");
    private static final int SQUARE = 8;
    /// Levels of 255 by which the mean of a square may differ.
    private static final double MOST = 20;

    private GoldenPicture() {}

    /// A drawing on the theme's ground.
    public static BufferedImage on(Theme theme, ImagePen pen) {
        BufferedImage drawn = pen.image();
        BufferedImage opaque = new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.setColor(theme.isDark() ? new Color(0x10, 0x13, 0x18) : Color.WHITE);
        graphics.fillRect(0, 0, opaque.getWidth(), opaque.getHeight());
        graphics.drawImage(drawn, 0, 0, null);
        graphics.dispose();
        return opaque;
    }

    /// Fails when a drawing is not what its kept picture shows.
    public static void check(String name, BufferedImage drawn) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(RESOURCES);
            ImageIO.write(drawn, "png", RESOURCES.resolve(name + ".png").toFile());
        }
        double difference = difference(drawn, kept(name));
        if (difference > MOST)
            ImageIO.write(drawn, "png", Path.of("target", name + ".png").toFile());
        assertThat(difference)
                .as("%s differs; what was drawn lies in target/%s.png, -Dgolden.write=true keeps it", name, name)
                .isLessThanOrEqualTo(MOST);
    }

    /// The picture that is kept under a name.
    public static BufferedImage kept(String name) throws IOException {
        Path written = RESOURCES.resolve(name + ".png");
        try (InputStream in = Files.newInputStream(written)) {
            return Objects.requireNonNull(ImageIO.read(in), name);
        }
    }

    /// Whether two pictures show the same.
    public static boolean same(BufferedImage one, BufferedImage other) {
        return difference(one, other) <= MOST;
    }

    /// The largest difference between the means of a square, levels of 255; infinite for other sizes.
    private static double difference(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) return Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int y = 0; y < one.getHeight(); y += SQUARE / 2) {
            for (int x = 0; x < one.getWidth(); x += SQUARE / 2) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    largest = Math.max(largest, Math.abs(mean(one, x, y, shift) - mean(other, x, y, shift)));
                }
            }
        }
        return largest;
    }

    private static double mean(BufferedImage image, int left, int top, int shift) {
        int right = Math.min(left + SQUARE, image.getWidth());
        int bottom = Math.min(top + SQUARE, image.getHeight());
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) sum += (image.getRGB(x, y) >> shift) & 0xff;
        }
        return (double) sum / ((right - left) * (bottom - top));
    }
}
