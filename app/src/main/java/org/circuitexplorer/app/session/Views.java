package org.circuitexplorer.app.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.session.Frame;
import org.circuitexplorer.engine.session.ShownPrompt;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.graph.CircuitGraphView;

/// Takes down what the window shows, and shows it again.
///
/// @param graph the graph whose camera counts
public record Views(Workspace workspace, GraphModel model, CircuitGraphView graph) {
    /// Frames are kept to so many parts of a unit, far below a pixel.
    private static final double PARTS = 100;

    /// What is shown now.
    public View now() {
        Study study = workspace.study();
        return new View(
                study.entry().map(TaskEntry::name).orElse(""),
                study.selectionProperty().get(),
                study.ablations(),
                graph.seenPart().map(Views::frame),
                study.look(),
                study.prompts().property().get().map(Views::prompt).orElse(new ShownPrompt.Pair(0)),
                study.prompts().placeProperty().get().map(p -> new View.Place(p.prompt(), p.token())));
    }

    /// Shows a view of the open model; its ablations begin a new history.
    public void show(View view) {
        Study study = workspace.study();
        workspace
                .task(view.task())
                .filter(t -> !study.entry().equals(Optional.of(t)))
                .ifPresent(study::show);
        study.entry().ifPresent(e -> restore(study, e, view));
        graph.show(
                view.frame().map(f -> new Rectangle2D(f.left(), f.top(), f.right() - f.left(), f.bottom() - f.top())));
    }

    /// Everything but the part of the graph that is seen.
    static void restore(Study study, TaskEntry entry, View view) {
        study.restore(
                view.ablations(),
                view.look(),
                prompts(view.prompt(), entry),
                view.place().map(p -> new TokenPlace(p.prompt(), p.token())),
                view.selection());
    }

    private static Frame frame(Rectangle2D seen) {
        double left = rounded(seen.getMinX());
        double top = rounded(seen.getMinY());
        return new Frame(
                left, top, Math.max(rounded(seen.getMaxX()), left + 1), Math.max(rounded(seen.getMaxY()), top + 1));
    }

    private static double rounded(double value) {
        return Math.rint(value * PARTS) / PARTS;
    }

    private static ShownPrompt prompt(Prompts prompts) {
        return switch (prompts) {
            case Prompts.OfPair pair -> new ShownPrompt.Pair(pair.number());
            case Prompts.OwnPair own -> ShownPrompt.OwnPair.of(own.pair());
            case Prompts.Typed typed ->
                new ShownPrompt.Typed(
                        typed.text(), IntStream.of(typed.tokens()).boxed().toList());
        };
    }

    private static Prompts prompts(ShownPrompt prompt, TaskEntry entry) {
        List<PromptPair> pairs = entry.task().test();
        return switch (prompt) {
            case ShownPrompt.Pair(int number) -> new Prompts.OfPair(pairs.get(number), number, pairs.size());
            case ShownPrompt.Typed typed ->
                new Prompts.Typed(
                        typed.text(),
                        typed.tokens().stream().mapToInt(Integer::intValue).toArray());
            case ShownPrompt.OwnPair own -> new Prompts.OwnPair(own.pair());
        };
    }
}
