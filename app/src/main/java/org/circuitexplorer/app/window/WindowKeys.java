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
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// What keys do wherever the focus is, except while typing. [Shortcuts] says it in words.
final class WindowKeys {
    private final Study study;
    private final ExplorerWindow window;
    private final Map<KeyCombination, Runnable> everywhere;

    WindowKeys(Study study, PromptModel prompts, ExplorerWindow window, FileDialogs files) {
        this.study = study;
        this.window = window;
        this.everywhere = Map.ofEntries(
                Map.entry(control(KeyCode.Z), study.history()::undo),
                Map.entry(controlShift(KeyCode.Z), study.history()::redo),
                Map.entry(control(KeyCode.Y), study.history()::redo),
                Map.entry(control(KeyCode.F), window::focusSearch),
                Map.entry(control(KeyCode.G), window::focusGraph),
                Map.entry(control(KeyCode.DIGIT0), window::fitGraph),
                Map.entry(control(KeyCode.NUMPAD0), window::fitGraph),
                Map.entry(control(KeyCode.O), files::openModel),
                Map.entry(controlShift(KeyCode.O), files::openFile),
                Map.entry(control(KeyCode.S), files::saveSession),
                Map.entry(controlShift(KeyCode.S), files::saveSessionAs),
                Map.entry(control(KeyCode.E), files::export),
                Map.entry(control(KeyCode.P), window::prune),
                Map.entry(control(KeyCode.R), window::validate),
                Map.entry(control(KeyCode.D), window::toggleTheme),
                Map.entry(control(KeyCode.RIGHT), prompts::nextPair),
                Map.entry(control(KeyCode.LEFT), prompts::previousPair),
                Map.entry(new KeyCodeCombination(KeyCode.F1), window::showShortcuts));
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination controlShift(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }

    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
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

    /// Signs whose keys differ between keyboards.
    private void typed(KeyEvent event) {
        if (((Scene) event.getSource()).getFocusOwner() instanceof TextInputControl) return;
        switch (event.getCharacter()) {
            case "[" -> window.followStrongest(false);
            case "]" -> window.followStrongest(true);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Keys with a meaning of their own while text is edited.
    private static boolean ownOfText(KeyEvent event) {
        if (event.getCode().isFunctionKey()) return false;
        boolean edits = event.getCode() == KeyCode.Z
                || event.getCode() == KeyCode.Y
                || event.getCode().isArrowKey();
        return !event.isShortcutDown() || edits;
    }

    private Optional<Runnable> plainKey(KeyEvent event, Node focused) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) return Optional.empty();
        if (event.getCode() == KeyCode.F) return Optional.of(window::fitGraph);
        if (event.getCode() == KeyCode.G) return Optional.of(window::toggleGhosts);
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
