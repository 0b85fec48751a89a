package org.circuitexplorer.app.graph;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// What can be done to a node.
public final class AblationMenu {
    private final Study study;
    private ContextMenu open = new ContextMenu();

    public AblationMenu(Study study) {
        this.study = study;
    }

    /// A menu for a node; the one before is closed.
    public ContextMenu of(NodeId node) {
        open.hide();
        open = new ContextMenu(
                item("Active", KeyCode.A, () -> study.activate(node)),
                item("Ablate to the mean", KeyCode.M, () -> study.ablate(node, new Ablation.Mean())),
                item("Ablate to zero", KeyCode.Z, () -> study.ablate(node, new Ablation.Zero())),
                new SeparatorMenuItem(),
                copy(node));
        return open;
    }

    /// A menu for a node outside the circuit; the one before is closed.
    ContextMenu ofGhost(NodeId node) {
        open.hide();
        MenuItem grow = new MenuItem("Add to the circuit");
        grow.setOnAction(e -> study.grow(node));
        MenuItem look = new MenuItem("Look at it");
        look.setOnAction(e -> study.select(node));
        open = new ContextMenu(grow, look, new SeparatorMenuItem(), copy(node));
        return open;
    }

    private static MenuItem copy(NodeId node) {
        MenuItem copy = new MenuItem("Copy name");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(node.name());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return copy;
    }

    private static MenuItem item(String text, KeyCode key, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setAccelerator(new KeyCodeCombination(key));
        item.setOnAction(e -> action.run());
        return item;
    }
}
