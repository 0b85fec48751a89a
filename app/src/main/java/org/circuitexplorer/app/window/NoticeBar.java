package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.circuitexplorer.app.workspace.Notice;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.app.workspace.Workspace;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sentence about what was opened, with what can be done about it, until it is dismissed.
final class NoticeBar extends HBox {
    /// @param take does what a notice offers, when the user asks for it
    /// @param leave told what the user does not want
    NoticeBar(Workspace workspace, Consumer<Offer> take, Consumer<Offer> leave) {
        super(10);
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
