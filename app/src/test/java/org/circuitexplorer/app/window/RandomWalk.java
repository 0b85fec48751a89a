package org.circuitexplorer.app.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Spot;
import org.testfx.api.FxRobot;

/// Does one thing after the other in the window, as chance has it.
final class RandomWalk {
    /// Dialogs of the system cannot be closed from here; searches and validations take longer than a walk.
    private static final Set<String> LEFT_OUT = Set.of(
            "open-model",
            "open-file",
            "save-session",
            "save-session-as",
            "save-circuit",
            "save-compact",
            "export",
            "runs-export",
            "dossier-save",
            "notice-offer",
            "prune-start",
            "dossier-start",
            "workbench-table",
            "workbench-task",
            "label-file",
            "full-screen",
            "quit");

    private static final List<KeyCode> KEYS = List.of(
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.ENTER,
            KeyCode.ESCAPE,
            KeyCode.SPACE,
            KeyCode.TAB,
            KeyCode.X,
            KeyCode.DIGIT3,
            KeyCode.E,
            KeyCode.BACK_SPACE);
    private static final List<String> TEXTS =
            List.of("quote", "0.mlp", "print('a", "(", "1.5", "-0.25", "head 1", "\"");
    private static final int MOST_WINDOWS = 3;

    private final FxRobot robot;
    private final QuickHands hands;
    private final ExplorerWindow window;
    private final Workspace workspace;
    private final Random random;
    private final Deque<String> last = new ArrayDeque<>();

    /// Made on JavaFX's thread, as everything here is called there.
    ///
    /// @param robot finds what is in the windows
    RandomWalk(FxRobot robot, ExplorerWindow window, Workspace workspace, long seed) {
        this.robot = robot;
        this.hands = new QuickHands();
        this.window = window;
        this.workspace = workspace;
        this.random = new Random(seed);
    }

    /// The last things that were done, the latest last.
    Deque<String> last() {
        return last;
    }

    /// One thing, and no more than a few windows left open.
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> action();
            case 4, 5 -> click();
            case 6 -> drag();
            case 7 -> key();
            case 8 -> press();
            case 9 -> write();
            case 10 -> slide();
            default -> elsewhere();
        }
        closeSome();
    }

    private void did(String what) {
        last.addLast(what);
        if (last.size() > 25) last.removeFirst();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void action() {
        Action action = any(window.actions().all().stream()
                .filter(a -> !LEFT_OUT.contains(a.id()))
                .toList());
        did("action " + action.id());
        if (action.isPossible()) action.run().run();
    }

    private CircuitGraphView graph() {
        return window.session().views().graph();
    }

    private Optional<Point2D> placeInGraph() {
        Point2D corner = graph().localToScreen(0, 0);
        if (corner == null || !graph().isVisible() || graph().getWidth() < 20) return Optional.empty();
        List<Spot> spots = List.copyOf(graph().graphLayout().spots().values());
        if (random.nextBoolean() || spots.isEmpty()) {
            return Optional.of(corner.add(
                    5 + random.nextInt((int) graph().getWidth() - 10),
                    5 + random.nextInt((int) graph().getHeight() - 10)));
        }
        Spot spot = any(spots);
        double x = spot.x() * graph().getCamera().scale() + graph().getCamera().dx();
        double y = spot.y() * graph().getCamera().scale() + graph().getCamera().dy();
        return graph().contains(x, y) ? Optional.of(corner.add(x, y)) : Optional.empty();
    }

    private void click() {
        placeInGraph().ifPresent(place -> {
            int kind = random.nextInt(5);
            did("click " + kind + " at " + place);
            hands.moveTo(place);
            switch (kind) {
                case 0 -> hands.click(MouseButton.SECONDARY);
                case 1 -> {
                    hands.click(MouseButton.PRIMARY);
                    hands.click(MouseButton.PRIMARY);
                }
                case 2 -> hands.holding(KeyCode.CONTROL, () -> hands.click(MouseButton.PRIMARY));
                case 3 -> hands.scroll((1 + random.nextInt(4)) * (random.nextBoolean() ? 1 : -1));
                default -> hands.click(MouseButton.PRIMARY);
            }
        });
    }

    private void drag() {
        Optional<Point2D> from = placeInGraph();
        Optional<Point2D> to = placeInGraph();
        if (from.isEmpty() || to.isEmpty()) return;
        boolean shift = random.nextBoolean();
        did("drag " + (shift ? "with shift " : "") + from.get() + " to " + to.get());
        Runnable drag = () -> hands.drag(from.get(), to.get());
        if (shift) hands.holding(KeyCode.SHIFT, drag);
        else drag.run();
    }

    private void key() {
        KeyCode code = any(KEYS);
        did("key " + code);
        hands.type(code);
    }

    /// Any button of any window.
    private void press() {
        List<ButtonBase> buttons = new ArrayList<>(
                robot.lookup((Node n) -> n instanceof ButtonBase b && seen(b) && !b.isDisabled() && named(b))
                        .queryAllAs(ButtonBase.class));
        if (buttons.isEmpty()) return;
        ButtonBase button = any(buttons);
        did("button " + button.getId() + " " + button.getText());
        button.fire();
    }

    /// Whether nothing that holds it is hidden.
    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
        return true;
    }

    private static boolean named(ButtonBase button) {
        return button.getId() != null && !LEFT_OUT.contains(button.getId());
    }

    private void write() {
        List<TextInputControl> fields = List.copyOf(robot.lookup(
                        (Node n) -> n instanceof TextInputControl t && seen(t) && t.isEditable() && !t.isDisabled())
                .queryAllAs(TextInputControl.class));
        if (fields.isEmpty()) return;
        TextInputControl field = any(fields);
        String text = any(TEXTS);
        did("text " + field.getId() + " " + text);
        field.requestFocus();
        field.setText(text);
        if (random.nextBoolean()) hands.type(KeyCode.ENTER);
    }

    private void slide() {
        List<Slider> sliders = List.copyOf(robot.lookup((Node n) -> n instanceof Slider s && seen(s) && !s.isDisabled())
                .queryAllAs(Slider.class));
        if (sliders.isEmpty()) return;
        Slider slider = any(sliders);
        double part = random.nextDouble();
        did("slider " + slider.getId() + " " + part);
        slider.setValue(slider.getMin() + part * (slider.getMax() - slider.getMin()));
    }

    /// Another task, now and then another model.
    private void elsewhere() {
        if (random.nextInt(12) == 0) {
            did("another model");
            workspace.open(any(workspace.samples()));
        } else if (!workspace.tasks().isEmpty()) {
            TaskEntry task = any(List.copyOf(workspace.tasks()));
            did("task " + task.name());
            workspace.study().show(task);
        }
    }

    private void closeSome() {
        List<Window> open = List.copyOf(robot.listWindows());
        open.stream().skip(MOST_WINDOWS).forEach(Window::hide);
    }
}
