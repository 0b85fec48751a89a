package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;

/// Asks from where a node's values are taken: the other prompt of the pair, or a sequence of the corpus that a seed
/// draws.
final class ResampleMenu extends ContextMenu {
    private final Study study;
    private final TextField seed = new TextField();
    private final CustomMenuItem corpus;

    ResampleMenu(Study study, Consumer<Ablation> onTaken) {
        this.study = study;
        MenuItem other = new MenuItem(text("ablation.fromPair"));
        other.setId("resample-other");
        other.setOnAction(e -> onTaken.accept(new Ablation.OtherPrompt()));
        Label words = new Label(text("ablation.fromCorpus"));
        seed.setId("resample-seed");
        seed.setPrefColumnCount(5);
        seed.setAccessibleText(text("ablation.seed.hint"));
        seed.setOnAction(e -> parse(seed.getText())
                .ifPresentOrElse(
                        number -> {
                            hide();
                            onTaken.accept(new Ablation.CorpusSample(number));
                        },
                        () -> seed.getStyleClass().add("invalid")));
        HBox row = new HBox(8, words, seed);
        row.setAlignment(Pos.CENTER_LEFT);
        corpus = new CustomMenuItem(row, false);
        getItems().addAll(other, corpus);
    }

    /// @param now what is done to the node at the moment
    void open(Node below, Optional<Ablation> now) {
        seed.setText(now.map(a -> a instanceof Ablation.CorpusSample(long number) ? Long.toString(number) : "0")
                .orElse("0"));
        seed.getStyleClass().remove("invalid");
        corpus.setVisible(
                study.entry().filter(e -> e.model().corpus().isPresent()).isPresent());
        show(below, Side.BOTTOM, 0, 2);
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
