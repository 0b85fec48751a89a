package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.tasks.TaskList;
import org.circuitexplorer.app.workspace.Workspace;

/// The tasks, and the circuit of the one under study.
final class SidePanel extends VBox {
    private static final int TASKS_SHOWN = 7;
    /// Of what a high window has beyond the usual one, the part that shows more tasks.
    private static final double USUAL = 780;
    private static final double SHARE = 0.5;

    private final Workspace workspace;

    SidePanel(Workspace workspace) {
        this.workspace = workspace;
        TaskList tasks = new TaskList(workspace);
        tasks.setMinHeight(TASKS_SHOWN * TaskList.ROW);
        tasks.prefHeightProperty().bind(heightProperty().map(h -> TaskList.ROW * rows(h.doubleValue())));
        Label title = section(text("side.circuit"));
        title.setId("circuit-title");
        workspace.study().entryProperty().subscribe((before, now) -> title(title));
        workspace.study().stateProperty().subscribe((before, now) -> title(title));
        CircuitTree circuit = new CircuitTree(workspace.study());
        VBox.setVgrow(circuit, Priority.ALWAYS);
        getChildren().addAll(section(text("side.tasks")), tasks, title, circuit);
        getStyleClass().add("side-panel");
        SplitPane.setResizableWithParent(this, false);
        setMinWidth(200);
    }

    private static double rows(double height) {
        return TASKS_SHOWN + Math.floor(Math.max(0, SHARE * (height - USUAL)) / TaskList.ROW);
    }

    private void title(Label label) {
        label.setText(workspace
                .study()
                .circuit()
                .map(c -> text("side.circuitOf", c.circuit().size(), c.edges().size()))
                .orElse(text("side.circuit")));
    }

    private static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section");
        return label;
    }
}
