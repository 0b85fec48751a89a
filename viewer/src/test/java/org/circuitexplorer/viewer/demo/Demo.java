package org.circuitexplorer.viewer.demo;

import java.util.List;
import javafx.application.Application;

/// Starts a demonstration: `graph` or everything, `light` or dark.
public final class Demo {
    private Demo() {}

    public static void main(String[] args) {
        List<String> words = List.of(args);
        if (words.contains("pan")) Application.launch(PanDemo.class, args);
        else Application.launch(words.contains("graph") ? GraphDemo.class : GalleryDemo.class, args);
    }
}
