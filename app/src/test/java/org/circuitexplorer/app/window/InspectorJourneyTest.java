package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.viewer.attention.AttentionView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// What the inspector says of the nodes of a circuit.
final class InspectorJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    @Test
    void theSumsOfEveryNodeCloseAndItsTokensStandThere(FxRobot robot) throws TimeoutException {
        await(() -> study.stateProperty().get().isPresent());
        for (NodeId node : study.circuit().orElseThrow().circuit().nodeSet()) {
            select(robot, node);
            assertThat(text(robot, "#sum-check")).as(node.name()).startsWith("✓ adds up to ");
            boolean read = node.site().kind().role() == SiteKind.Role.READ;
            assertThat(text(robot, "#sum-steps").startsWith("reads × norm ")).isEqualTo(read);
            if (node.site().kind() == SiteKind.MLP_NEURON) {
                assertThat(text(robot, "#sum-steps")).contains("GELU → ");
            }
            long tables =
                    robot.lookup("#tokens").queryAs(VBox.class).getChildren().size();
            boolean attends =
                    node.site().kind() == SiteKind.ATTN_Q || node.site().kind() == SiteKind.ATTN_K;
            assertThat(tables).as(node.name()).isEqualTo(attends ? 1 : 2);
            assertThat(robot.lookup("#attention-pattern").query().getParent().isVisible())
                    .isEqualTo(node.site().kind().isPerHead());
        }
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void aHeadIsShownInTotalAndByChannelAndItsLogitsAddUp(FxRobot robot) throws TimeoutException {
        await(() -> study.stateProperty().get().isPresent());
        NodeId key = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind() == SiteKind.ATTN_K)
                .findFirst()
                .orElseThrow();
        select(robot, key);
        AttentionView view = robot.lookup("#attention-pattern").queryAs(AttentionView.class);
        assertThat(view.patternProperty().get().signed()).isFalse();
        fire(robot, "#attention-channel");
        assertThat(view.patternProperty().get().signed()).isTrue();
        assertThat(text(robot, "#logit-check")).startsWith("✓ channels add up to logit ");
        String before = text(robot, "#logit-title");
        robot.interact(() -> study.prompts().placeProperty().set(Optional.of(new TokenPlace(1, 3))));
        assertThat(text(robot, "#logit-title")).isNotEqualTo(before);
        assertThat(text(robot, "#logit-check")).startsWith("✓ channels add up to logit ");
        List<Node> rows = robot.lookup("#logit-channels").queryAs(VBox.class).getChildren();
        assertThat(rows).hasSizeBetween(2, 16);
        assertThat(robot.from(rows.getFirst())
                        .lookup(".link")
                        .queryAs(Hyperlink.class)
                        .getText())
                .startsWith("channel ");
        NodeId value = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind() == SiteKind.ATTN_V)
                .findFirst()
                .orElseThrow();
        select(robot, value);
        assertThat(view.patternProperty().get().signed()).isTrue();
        act(robot, "attention-channel");
        assertThat(view.patternProperty().get().signed()).isFalse();
        act(robot, "examples");
        assertThat(robot.lookup("#examples-1-of-1000")
                        .queryAs(ToggleButton.class)
                        .isSelected())
                .isTrue();
        for (int i = 0; i < 4; i++) act(robot, "examples");
        assertThat(robot.lookup("#examples-extremes")
                        .queryAs(ToggleButton.class)
                        .isSelected())
                .isTrue();
        assertThat(program.failures()).isEmpty();
    }

    private void act(FxRobot robot, String action) {
        robot.interact(() -> window().actions().get(action).run().run());
    }

    private void select(FxRobot robot, NodeId node) throws TimeoutException {
        robot.interact(() -> study.select(node));
        await(() ->
                study.detailProperty().get().filter(d -> d.node().equals(node)).isPresent());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
