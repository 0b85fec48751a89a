package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.viewer.attention.AttentionView;
import org.circuitexplorer.viewer.draw.Theme;

/// Where the head of a q, k or v looks in the prompt that is shown; a click on a cell chooses its query's token.
final class AttentionPane extends VBox {
    private static final double HEIGHT_OF_TOKEN = 19;
    private static final double SMALLEST = 110;
    private static final double LARGEST = 300;
    private final Label title = Texts.section("");
    private final AttentionView view = new AttentionView();
    private int prompt;

    AttentionPane(Study study, ObservableValue<Theme> theme) {
        super(6);
        view.setId("attention-pattern");
        view.setOnCell((query, key) -> study.placeProperty().set(Optional.of(new TokenPlace(prompt, query))));
        theme.subscribe(view.themeProperty()::set);
        managedProperty().bind(visibleProperty());
        getChildren().addAll(title, view);
    }

    void show(Optional<InspectorModel.Here> here) {
        Optional<InspectorModel.HeadPattern> head = here.flatMap(InspectorModel.Here::attention);
        setVisible(head.isPresent());
        prompt = here.map(h -> h.place().prompt()).orElse(0);
        title.setText(head.map(h -> prompt == 0
                        ? text("inspector.attention.first", h.head())
                        : text("inspector.attention.second", h.head()))
                .orElse(""));
        AttentionView.Pattern shown =
                head.map(InspectorModel.HeadPattern::pattern).orElse(AttentionView.Pattern.EMPTY);
        double height = 16 + HEIGHT_OF_TOKEN * shown.tokens().size();
        view.setPrefHeight(Math.clamp(height, SMALLEST, LARGEST));
        view.setMinHeight(Math.clamp(height, SMALLEST, LARGEST));
        view.patternProperty().set(shown);
    }
}
