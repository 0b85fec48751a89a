package org.circuitexplorer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The toolkit draws and takes clicks without a display: what every journey through the window stands on.
@ExtendWith(ApplicationExtension.class)
final class HeadlessToolkitTest {
    @Start
    void open(Stage stage) {
        Label state = new Label("active");
        state.setId("state");
        Button toggle = new Button("Ablate");
        toggle.setOnAction(event -> state.setText("mean"));
        stage.setScene(new Scene(new VBox(toggle, state), 200, 100));
        stage.show();
    }

    @Test
    void clickReachesTheButton(FxRobot robot) {
        assertThat(robot.lookup("#state").queryLabeled().getText()).isEqualTo("active");

        robot.clickOn("Ablate");

        assertThat(robot.lookup("#state").queryLabeled().getText()).isEqualTo("mean");
    }

    @Test
    void sceneIsDrawn(FxRobot robot) {
        Image picture = robot.capture(robot.lookup("#state").queryLabeled()).getImage();
        PixelReader pixels = picture.getPixelReader();

        assertThat(IntStream.range(0, (int) picture.getWidth())
                        .mapToObj(x -> pixels.getColor(x, (int) picture.getHeight() / 2))
                        .distinct())
                .as("colours along a line through the word")
                .hasSizeGreaterThan(1);
    }
}
