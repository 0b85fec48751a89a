package org.circuitexplorer.viewer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.GraphExport;
import org.circuitexplorer.viewer.graph.GraphLook;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.SamplePictures;

/// Writes the exported pictures into a folder to look at.
public final class ExportDemo {
    private ExportDemo() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        CircuitPicture quotes = SamplePictures.exploredQuotes();
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            String name = theme.isDark() ? "dark" : "light";
            GraphLook look = GraphLook.plain(theme).withSelected(Set.of("2.attn.v.18"));
            GraphExport export = new GraphExport(quotes, look);
            Files.write(folder.resolve("quotes-" + name + ".png"), export.png(1.5));
            Files.write(folder.resolve("quotes-" + name + ".pdf"), export.pdf("The quote circuit"));
            Files.writeString(folder.resolve("quotes-" + name + ".svg"), export.svg("The quote circuit"));
        }
        CircuitPicture large = SamplePictures.random(8, 40, 1500, 7);
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            LayeredLayout.of(large);
            System.out.printf("layout of 1500 edges: %.1f ms%n", (System.nanoTime() - start) / 1e6);
        }
        Files.write(folder.resolve("large.png"), new GraphExport(large, GraphLook.plain(Theme.DARK)).png(0.5));
    }
}
