package org.circuitexplorer.viewer.demo;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.picture.SamplePictures;

/// Shows the graph alone.
public final class GraphDemo extends Application {
    @Override
    public void start(Stage stage) {
        boolean light = getParameters().getRaw().contains("light");
        CircuitGraphView view = new CircuitGraphView();
        view.themeProperty().set(light ? Theme.LIGHT : Theme.DARK);
        view.setPicture(
                getParameters().getRaw().contains("large")
                        ? SamplePictures.random(8, 40, 1500, 7)
                        : SamplePictures.exploredQuotes());
        view.marks().select("2.attn.v.18");
        stage.setScene(new Scene(view, 1600, 1000));
        stage.show();
    }
}
