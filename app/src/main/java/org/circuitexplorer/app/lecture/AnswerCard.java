package org.circuitexplorer.app.lecture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;

/// The probability of the wanted answer after the first prompt, without and with what is ablated, and what `X` does.
final class AnswerCard extends VBox {
    private static final double NOTICEABLE = 0.005;
    private final Study study;
    private final Label prompt = new Label();
    private final Label question = new Label();
    private final Label before = new Label();
    private final Label offer = new Label();
    private final Label after = new Label();

    AnswerCard(Study study) {
        this.study = study;
        getStyleClass().add("lecture-card");
        prompt.getStyleClass().addAll("mono", "lecture-prompt");
        prompt.setWrapText(true);
        question.getStyleClass().add("mono");
        before.getStyleClass().add("lecture-number");
        before.setId("lecture-before");
        offer.getStyleClass().add("muted");
        offer.setWrapText(true);
        offer.setId("lecture-offer");
        after.getStyleClass().addAll("lecture-number", "positive");
        after.setId("lecture-after");
        getChildren().addAll(prompt, line(question, before), line(offer, after));
        study.stateProperty().subscribe((old, now) -> show());
        study.selectionProperty().subscribe((old, now) -> show());
        study.prompts().property().subscribe((old, now) -> show());
        show();
    }

    private static HBox line(Label left, Label right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(14, left, space, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private void show() {
        Optional<CircuitState> state = study.stateProperty().get();
        Optional<Prompts.Answered> shown = state.map(CircuitState::prompts)
                .or(() -> study.prompts().get())
                .filter(Prompts.Answered.class::isInstance)
                .map(Prompts.Answered.class::cast);
        Optional<TaskEntry> entry = study.entry();
        setVisible(shown.isPresent() && entry.isPresent());
        if (shown.isEmpty() || entry.isEmpty()) return;
        prompt.setText(asked(entry.get(), shown.get()));
        question.setText(text(
                "lecture.probability", entry.get().model().tokenText(shown.get().wanted(0))));
        state.ifPresentOrElse(now -> show(now, shown.get()), this::showNothing);
    }

    /// While the numbers are being computed their place is kept.
    private void showNothing() {
        before.setText("…");
        after.setText("");
        offer.setText("");
    }

    private void show(CircuitState now, Prompts.Answered pair) {
        double plain = now.circuit().probabilityOfTwo(0, pair.wanted(0), pair.other(0));
        double ablated = now.now().probabilityOfTwo(0, pair.wanted(0), pair.other(0));
        before.setText("%.2f".formatted(plain));
        boolean changed = now.ablations().size() > 0;
        after.setText(changed ? "→ %.2f".formatted(ablated) : "");
        after.getStyleClass()
                .setAll("label", "lecture-number", Math.abs(ablated - plain) > NOTICEABLE ? "positive" : "plain");
        offer.setText(
                study.selectionProperty().get().map(n -> offer(n, now)).orElse(changed ? text("lecture.withOff") : ""));
    }

    private static String asked(TaskEntry entry, Prompts.Answered pair) {
        StringBuilder text = new StringBuilder();
        int[] tokens = pair.pair().positive();
        for (int i = 1; i < tokens.length; i++) text.append(entry.model().rawText(tokens[i]));
        return text + " ▮";
    }

    private String offer(NodeId node, CircuitState now) {
        String name = study.circuit()
                .map(CircuitDocument::circuit)
                .filter(c -> c.contains(node))
                .map(c -> c.info(node).label())
                .filter(l -> !l.isBlank())
                .map(l -> "“" + l + "”")
                .orElseGet(() -> study.entry()
                        .map(e -> new NodeNames(e.model().config()).full(node))
                        .orElse(node.name()));
        return now.ablations().contains(node) ? text("lecture.switchOn", name) : text("lecture.switchOff", name);
    }
}
