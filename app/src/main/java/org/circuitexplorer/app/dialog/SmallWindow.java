package org.circuitexplorer.app.dialog;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

/// A window over the main one that does not stop it: a heading and what is below it, in the main window's colours.
/// Escape closes it.
public final class SmallWindow {
    private static final double AROUND = 60;
    private static final double EDGE = 16;

    private final Window owner;
    private final Stage stage = new Stage();
    private final VBox content = new VBox();
    private boolean beside;
    private boolean fitting;
    private boolean moving;

    public SmallWindow(Window owner, String title, double width) {
        this.owner = owner;
        Label heading = new Label(title);
        heading.getStyleClass().add("dialog-title");
        heading.setWrapText(true);
        content.getStyleClass().add("dialog-content");
        content.setPrefWidth(width);
        content.getChildren().add(heading);
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle(title);
        stage.setScene(new Scene(content));
        Bindings.bindContent(stage.getScene().getStylesheets(), owner.getScene().getStylesheets());
        stage.getScene().addPostLayoutPulseListener(this::fitNow);
        stage.getScene().addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !isListOpen()) close();
        });
    }

    /// Whether Escape belongs to a list that is open. A closed one would take it too.
    private boolean isListOpen() {
        return switch (stage.getScene().getFocusOwner()) {
            case MenuButton button -> button.isShowing();
            case ComboBoxBase<?> box -> box.isShowing();
            case null, default -> false;
        };
    }

    /// What the window holds; the heading is the first.
    public VBox content() {
        return content;
    }

    /// Shows the window in the middle of the main one; brings it to the front when it is shown already.
    public void show() {
        stage.setOnShown(e -> place());
        if (stage.isShowing()) stage.toFront();
        stage.show();
    }

    /// Shows the window at the right edge of the main one, which is looked at beside it.
    public void showBeside() {
        beside = true;
        show();
    }

    /// Makes the window as wide as asked, if the main one is, and as high as its content wants, in the middle again.
    public void grow(double width) {
        content.setPrefWidth(Math.min(width, owner.getWidth() - AROUND));
        moving = true;
        fit();
    }

    private void place() {
        keepWithin(screen());
        centre();
    }

    private Rectangle2D screen() {
        return Screen.getScreensForRectangle(owner.getX(), owner.getY(), owner.getWidth(), owner.getHeight()).stream()
                .findFirst()
                .orElseGet(Screen::getPrimary)
                .getVisualBounds();
    }

    /// On a small screen, or a magnified one, what does not fit is scrolled.
    void keepWithin(Rectangle2D screen) {
        if (stage.getWidth() <= screen.getWidth() && stage.getHeight() <= screen.getHeight()) return;
        if (stage.getScene().getRoot() == content) {
            Node focused = stage.getScene().getFocusOwner();
            ScrollPane scroll = new ScrollPane();
            stage.getScene().setRoot(scroll);
            scroll.getStyleClass().add("dialog-scroll");
            scroll.setFitToWidth(true);
            PageKeys.in(scroll);
            scroll.setContent(content);
            // Its content is part of the scene once it has a skin.
            scroll.applyCss();
            if (focused != null) focused.requestFocus();
        }
        stage.setWidth(Math.min(stage.getWidth(), screen.getWidth()));
        stage.setHeight(Math.min(stage.getHeight(), screen.getHeight()));
    }

    private void centre() {
        double free = Math.max(0, owner.getWidth() - stage.getWidth());
        stage.setX(owner.getX() + (beside ? Math.max(0, free - EDGE) : free / 2));
        stage.setY(owner.getY() + Math.max(0, (owner.getHeight() - stage.getHeight()) / 3));
    }

    /// Makes the window as high as its content wants, once that is laid out: what was folded away until now is no
    /// measure before.
    public void fit() {
        fitting = true;
        Platform.requestNextPulse();
    }

    private void fitNow() {
        if (!fitting || !stage.isShowing()) return;
        fitting = false;
        stage.sizeToScene();
        keepWithin(screen());
        if (moving) centre();
        moving = false;
    }

    /// Does something once the window is closed, by whatever means.
    public void onClosed(Runnable action) {
        stage.setOnHidden(e -> action.run());
    }

    public void close() {
        stage.close();
    }
}
