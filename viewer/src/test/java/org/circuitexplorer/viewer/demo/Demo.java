package org.circuitexplorer.viewer.demo;

import javafx.application.Application;

/// Starts a demonstration: `graph` or everything, `light` or dark.
public final class Demo {
    private Demo() {}

    public static void main(String[] args) {
        Application.launch(GraphDemo.class, args);
    }
}
