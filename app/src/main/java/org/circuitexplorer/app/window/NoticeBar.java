package org.circuitexplorer.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.circuitexplorer.app.workspace.Workspace;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sentence about what was opened, until it is dismissed.
final class NoticeBar extends HBox {
    NoticeBar(Workspace workspace) {
        super(10);
        setId("notice");
        getStyleClass().add("notice");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.setId("notice-text");
        text.textProperty().bind(workspace.noticeProperty());
        text.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(workspace.noticeProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(520);
        text.setTooltip(whole);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = new Button("", new FontIcon(Feather.X));
        close.setId("notice-close");
        close.getStyleClass().setAll("button", "small-icon-button");
        close.setAccessibleText("Dismiss this notice");
        close.setOnAction(e -> workspace.dismissNotice());
        getChildren().addAll(new FontIcon(Feather.INFO), text, space, close);
        visibleProperty().bind(workspace.noticeProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
