package org.circuitexplorer.app.inspector;

import java.util.List;
import javafx.scene.layout.StackPane;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.token.HeatToken;
import org.circuitexplorer.viewer.token.TokenHeatMapView;

/// A piece of text coloured by the values at its tokens.
final class ExampleBox extends StackPane {
    /// @param focus the token that it is about, -1 for none
    ExampleBox(List<HeatToken> tokens, int focus, Theme theme) {
        TokenHeatMapView view = new TokenHeatMapView();
        view.themeProperty().set(theme);
        view.tokensProperty().set(tokens);
        view.chosenProperty().set(focus);
        getStyleClass().add("example");
        getChildren().add(view);
    }
}
