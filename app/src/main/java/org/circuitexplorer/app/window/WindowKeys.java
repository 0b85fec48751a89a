package org.circuitexplorer.app.window;

import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.workspace.Ablation;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;

/// What keys do wherever the focus is, except while typing.
final class WindowKeys {
    private final Study study;
    private final Map<KeyCombination, Runnable> everywhere;

    WindowKeys(Study study, PromptModel prompts, ExplorerWindow window) {
        this.study = study;
        this.everywhere = Map.ofEntries(
                Map.entry(control(KeyCode.Z), study.ablations()::undo),
                Map.entry(
                        new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        study.ablations()::redo),
                Map.entry(control(KeyCode.F), window::focusSearch),
                Map.entry(control(KeyCode.G), window::focusGraph),
                Map.entry(control(KeyCode.DIGIT0), window::fitGraph),
                Map.entry(control(KeyCode.O), window::chooseModel),
                Map.entry(
                        new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        window::chooseCircuit),
                Map.entry(control(KeyCode.S), window::saveCircuit),
                Map.entry(control(KeyCode.P), window::prune),
                Map.entry(control(KeyCode.D), window::toggleTheme),
                Map.entry(control(KeyCode.RIGHT), prompts::nextPair),
                Map.entry(control(KeyCode.LEFT), prompts::previousPair));
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        Node focused = ((Scene) event.getSource()).getFocusOwner();
        if (focused instanceof TextInputControl && ownOfText(event)) return;
        Optional<Runnable> action = everywhere.entrySet().stream()
                .filter(e -> e.getKey().match(event))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> plainKey(event, focused));
        action.ifPresent(a -> {
            event.consume();
            a.run();
        });
    }

    /// Keys with a meaning of their own while text is edited.
    private static boolean ownOfText(KeyEvent event) {
        boolean edits = event.getCode() == KeyCode.Z || event.getCode().isArrowKey();
        return !event.isShortcutDown() || edits;
    }

    private Optional<Runnable> plainKey(KeyEvent event, Node focused) {
        if (event.isShortcutDown() || event.isAltDown()) return Optional.empty();
        Optional<NodeId> node = study.selectionProperty().get();
        if (node.isEmpty()) return Optional.empty();
        boolean spaceTaken = focused instanceof ButtonBase || focused instanceof ComboBoxBase;
        return switch (event.getCode()) {
            case SPACE -> spaceTaken ? Optional.empty() : Optional.of(() -> study.toggle(node.get()));
            case A -> Optional.of(() -> study.activate(node.get()));
            case M -> Optional.of(() -> study.ablate(node.get(), new Ablation.Mean()));
            case Z -> Optional.of(() -> study.ablate(node.get(), new Ablation.Zero()));
            default -> Optional.empty();
        };
    }
}
