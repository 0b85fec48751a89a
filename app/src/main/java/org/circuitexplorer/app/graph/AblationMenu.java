package org.circuitexplorer.app.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.circuitexplorer.app.action.ActionItems;
import org.circuitexplorer.app.action.NodeActions;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;

/// What can be done to a node.
public final class AblationMenu {
    private final Study study;
    private ContextMenu open = new ContextMenu();

    public AblationMenu(Study study) {
        this.study = study;
    }

    /// A menu for what is selected; a node that is not becomes so. The one before is closed.
    public ContextMenu of(NodeId node) {
        open.hide();
        if (!study.selection().nodes().contains(node)) study.select(node);
        open = new ContextMenu();
        new NodeActions(study).all().forEach(a -> open.getItems().add(ActionItems.of(a)));
        return open;
    }

    /// A menu for a node outside the circuit; the one before is closed.
    ContextMenu ofGhost(NodeId node) {
        open.hide();
        MenuItem grow = new MenuItem(text("ghosts.add"));
        grow.setOnAction(e -> study.growth().add(node));
        MenuItem look = new MenuItem(text("ghosts.look"));
        look.setOnAction(e -> study.select(node));
        open = new ContextMenu(grow, look);
        return open;
    }
}
