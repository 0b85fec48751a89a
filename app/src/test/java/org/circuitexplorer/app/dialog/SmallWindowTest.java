package org.circuitexplorer.app.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class SmallWindowTest {
    @SuppressWarnings("NullAway.Init") // set before the test
    private Stage owner;

    @Start
    void open(Stage stage) {
        owner = stage;
        stage.setScene(new Scene(new Pane(), 600, 400));
        stage.show();
    }

    @Test
    void whatDoesNotFitOnTheScreenIsScrolled(FxRobot robot) {
        Button last = new Button("last");
        robot.interact(() -> {
            SmallWindow window = new SmallWindow(owner, "tall", 500);
            Region tall = new Region();
            tall.setMinHeight(450);
            window.content().getChildren().addAll(new Button("first"), tall, last);
            window.show();
            last.requestFocus();
            assertThat(last.getScene().getRoot()).isSameAs(window.content());
            window.keepWithin(new Rectangle2D(0, 0, 400, 300));
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(last.getScene().getFocusOwner()).isSameAs(last);
        Window shown = last.getScene().getWindow();
        assertThat(shown.getWidth()).isLessThanOrEqualTo(400);
        assertThat(shown.getHeight()).isLessThanOrEqualTo(300);
        ScrollPane scroll = (ScrollPane) last.getScene().getRoot();
        robot.interact(() -> scroll.setVvalue(scroll.getVmax()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(last.localToScene(last.getLayoutBounds()).getMaxY()).isLessThanOrEqualTo(300);
        robot.interact(shown::hide);
    }

    @Test
    void escapeClosesAnOpenListBeforeTheWindow(FxRobot robot) {
        MenuButton list = new MenuButton("list", null, new MenuItem("one"));
        robot.interact(() -> {
            SmallWindow window = new SmallWindow(owner, "small", 300);
            window.content().getChildren().add(list);
            window.show();
            list.requestFocus();
            list.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
        Window shown = list.getScene().getWindow();
        robot.type(KeyCode.ESCAPE);
        assertThat(list.isShowing()).isFalse();
        assertThat(shown.isShowing()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(shown.isShowing()).isFalse();
    }
}
