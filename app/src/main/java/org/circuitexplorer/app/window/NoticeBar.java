package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Duration;
import org.circuitexplorer.app.workspace.Notice;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.app.workspace.Workspace;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sentence about what was opened or done, with what can be done about it. It stays until it is dismissed; one that
/// only says what was done goes, without a motion, after a time in which it is read at leisure. That time begins anew
/// after the pointer or the focus was on it, and while the window was left for another one.
final class NoticeBar extends HBox {
    /// To notice it, and for each letter: about a quarter of the usual pace of reading.
    private static final double NOTICED_S = 8;

    private static final double LETTER_S = 0.15;

    private final Workspace workspace;
    private final PauseTransition reading = new PauseTransition();

    /// @param take does what a notice offers, when the user asks for it
    /// @param leave told what the user does not want
    NoticeBar(Workspace workspace, Consumer<Offer> take, Consumer<Offer> leave) {
        super(10);
        this.workspace = workspace;
        setId("notice");
        getStyleClass().add("notice");
        setAlignment(Pos.CENTER_LEFT);
        ObservableValue<String> sentence =
                workspace.noticeProperty().map(n -> n.map(Notice::sentence).orElse(""));
        Label text = new Label();
        text.setId("notice-text");
        text.textProperty().bind(sentence);
        text.setMinWidth(0);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = new Button("", new FontIcon(Feather.X));
        close.setId("notice-close");
        close.getStyleClass().setAll("button", "small-icon-button");
        close.setAccessibleText(text("notice.dismiss"));
        close.setOnAction(e -> {
            workspace.noticeProperty().get().map(Notice::offer).ifPresent(leave);
            workspace.dismissNotice();
        });
        getChildren().addAll(new FontIcon(Feather.INFO), text, offer(workspace, take), space, close);
        visibleProperty().bind(workspace.noticeProperty().map(Optional::isPresent));
        managedProperty().bind(visibleProperty());
        reading.setOnFinished(e -> workspace.dismissNotice());
        workspace.noticeProperty().subscribe(this::attend);
        hoverProperty().subscribe(this::attend);
        focusWithinProperty().subscribe(this::attend);
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .subscribe(this::attend);
    }

    /// What lets a notice go that only says what was done.
    PauseTransition reading() {
        return reading;
    }

    private void attend() {
        reading.stop();
        Optional<Notice> notice = workspace.noticeProperty().get().filter(Notice::passing);
        if (notice.isEmpty() || isHover() || isFocusWithin() || !isInFront()) return;
        reading.setDuration(
                Duration.seconds(NOTICED_S + LETTER_S * notice.get().sentence().length()));
        reading.playFromStart();
    }

    private boolean isInFront() {
        return getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isFocused();
    }

    private static Hyperlink offer(Workspace workspace, Consumer<Offer> take) {
        ObservableValue<String> words = workspace
                .noticeProperty()
                .map(n -> n.map(Notice::offer).map(NoticeBar::words).orElse(""));
        Hyperlink link = new Hyperlink();
        link.setId("notice-offer");
        link.getStyleClass().setAll("link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.textProperty().bind(words);
        link.visibleProperty().bind(words.map(w -> !w.isEmpty()));
        link.managedProperty().bind(link.visibleProperty());
        link.setOnAction(
                e -> workspace.noticeProperty().get().map(Notice::offer).ifPresent(take));
        return link;
    }

    private static String words(Offer offer) {
        return switch (offer) {
            case Notice.None none -> "";
            case Notice.Details details -> text("notice.details");
            case Notice.SaveCompact save -> text("notice.saveCompact");
            case Notice.OpenInstead open -> text("notice.openInstead");
            case Notice.ChooseMeans choose -> text("notice.chooseMeans");
            case Notice.ChooseModel choose -> text("notice.chooseModel");
            case Notice.Recover recover -> text("notice.recover");
        };
    }
}
