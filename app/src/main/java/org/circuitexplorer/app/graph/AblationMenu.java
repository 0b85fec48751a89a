package org.circuitexplorer.app.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.circuitexplorer.app.action.ActionItems;
import org.circuitexplorer.app.action.NodeActions;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;

/// What can be done to a node or an edge.
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

    /// A menu for an edge of the circuit, which becomes selected. The one before is closed.
    ContextMenu of(EdgeId edge) {
        open.hide();
        study.selection().choose(edge);
        open = new ContextMenu(
                item(
                        "ablate-edge",
                        study.ablations().contains(edge) ? text("edge.activate") : text("edge.ablate"),
                        () -> study.switches().toggle(edge)),
                item("edge-source", text("edge.look", edge.source()), () -> study.select(edge.source())),
                item("edge-target", text("edge.look", edge.target()), () -> study.select(edge.target())));
        return open;
    }

    /// A menu for a node outside the circuit; the one before is closed.
    ContextMenu ofGhost(NodeId node) {
        open.hide();
        open = new ContextMenu(
                item("grow-by", text("ghosts.add"), () -> study.growth().add(node)),
                item("look-at", text("ghosts.look"), () -> study.select(node)));
        return open;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }
}
