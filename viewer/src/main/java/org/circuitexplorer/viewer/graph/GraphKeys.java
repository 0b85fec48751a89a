package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.circuitexplorer.viewer.graph.GraphWalk.Direction;

/// What keys do in a graph view. Keys it does not use go on to whoever listens behind.
final class GraphKeys {
    private static final double PAN = 60;
    private static final double ZOOM = 1.25;
    private final CircuitGraphView view;

    GraphKeys(CircuitGraphView view) {
        this.view = view;
        view.setOnKeyPressed(event -> {
            if (press(event)) event.consume();
        });
        // The pointer's own are taken by the sheet.
        view.setOnContextMenuRequested(event -> {
            if (event.isKeyboardTrigger()) view.menuOfSelected();
        });
        view.setOnKeyTyped(event -> {
            if (type(event)) event.consume();
        });
    }

    private boolean press(KeyEvent event) {
        if (event.getCode() == KeyCode.A && event.isShortcutDown()) {
            view.marks().selectAll();
            return true;
        }
        if (event.isShortcutDown() || event.isAltDown()) return false;
        return switch (event.getCode()) {
            case UP, KP_UP -> step(event, Direction.UP, 0, PAN);
            case DOWN, KP_DOWN -> step(event, Direction.DOWN, 0, -PAN);
            case LEFT, KP_LEFT -> step(event, Direction.LEFT, PAN, 0);
            case RIGHT, KP_RIGHT -> step(event, Direction.RIGHT, -PAN, 0);
            case F -> {
                if (event.isShiftDown()) view.fit(view.marks().selected());
                else view.fit();
                yield true;
            }
            case ENTER -> {
                view.marks().focusedNode().ifPresent(view.callbacks()::activated);
                yield view.marks().focusedNode().isPresent();
            }
            case F10 -> {
                if (event.isShiftDown()) view.menuOfSelected();
                yield event.isShiftDown();
            }
            case ESCAPE -> {
                boolean any = !view.marks().selected().isEmpty();
                view.marks().selected().clear();
                yield any;
            }
            default -> false;
        };
    }

    /// Signs whose keys differ between keyboards.
    private boolean type(KeyEvent event) {
        return switch (event.getCharacter()) {
            case "[" -> follow(false);
            case "]" -> follow(true);
            case "+", "=" -> zoom(ZOOM);
            case "-" -> zoom(1 / ZOOM);
            default -> false;
        };
    }

    private boolean step(KeyEvent event, Direction direction, double panX, double panY) {
        if (event.isShiftDown()) {
            view.moveCamera(view.getCamera().panned(panX, panY));
            return true;
        }
        return go(view.marks()
                .focusedNode()
                .flatMap(n -> view.walk().neighbour(n.id(), direction))
                .or(() -> view.marks().focusedNode().isPresent()
                        ? Optional.empty()
                        : view.walk().start()));
    }

    private boolean follow(boolean towardsLogits) {
        view.followStrongest(towardsLogits);
        return true;
    }

    private boolean go(Optional<String> node) {
        node.ifPresent(id -> {
            view.marks().select(id);
            view.reveal(id);
        });
        return true;
    }

    private boolean zoom(double factor) {
        view.zoom(factor);
        return true;
    }
}
