package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.GraphExport;
import org.circuitexplorer.viewer.graph.GraphLook;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;
import org.circuitexplorer.viewer.token.VisibleText;
import org.jspecify.annotations.Nullable;

/// Draws the circuit of a file, without a display.
record DrawnCircuit(Path file, CircuitDocument document) {
    private static final double STRENGTH_WITHOUT_EFFECT = 0.5;

    /// @param model the circuit's model, null to look for it in the folders above the circuit file
    /// @param tasks where its task is, whose tokens are drawn
    GraphExport draw(@Nullable Path model, TaskFolder tasks, Console console, Theme theme)
            throws IOException, ModelFormatException, InputException {
        LoadedModel loaded = load(model, console);
        CircuitPictures pictures = new CircuitPictures(loaded.transformer(), token -> tokenText(loaded, token));
        double largest = document.circuit().nodes().values().stream()
                .mapToDouble(info -> info.effect().orElse(0))
                .max()
                .orElse(0);
        return new GraphExport(
                CircuitPictures.showingUse(
                        pictures.of(
                                CircuitGraph.of(loaded.transformer(), document.circuit()),
                                tokens(loaded, tasks),
                                node -> face(document.circuit().info(node), largest)),
                        document),
                GraphLook.plain(theme));
    }

    /// The circuit's model.
    ///
    /// @param model where it is, null to look for it in the folders above the circuit file
    LoadedModel load(@Nullable Path model, Console console) throws IOException, ModelFormatException, InputException {
        Path path = model == null ? modelAbove(file, document) : model;
        LoadedModel loaded = ModelLoader.load(path, console.progress(), new CancelToken());
        CircuitFile.requireModel(file, document, loaded.transformer());
        return loaded;
    }

    /// @throws InputException when no folder above a circuit file is that of a model
    static Path modelAbove(Path file, CircuitDocument document) throws InputException {
        return CircuitFile.modelAbove(file)
                .orElseThrow(() -> new InputException(file + ": its model "
                        + document.model().name() + " is not in a folder above it; say with --model where it is"));
    }

    private TaskTokens tokens(LoadedModel loaded, TaskFolder tasks) throws IOException, ModelFormatException {
        if (document.ends().isPresent()) return TaskTokens.of(document.ends().get());
        return TaskTokens.of(tasks.find(loaded, document).map(Task::train).orElse(List.of()));
    }

    private static String tokenText(LoadedModel loaded, int token) {
        return loaded.tokenizer().map(t -> VisibleText.of(t.tokenText(token))).orElse("#" + token);
    }

    private static NodeFace face(NodeInfo info, double largest) {
        double strength = info.effect().isPresent()
                ? NodeFace.strength(info.effect().getAsDouble(), largest)
                : STRENGTH_WITHOUT_EFFECT;
        return new NodeFace(strength, Tint.ACCENT, info.label(), NodeState.ACTIVE, NodeColour.ink(info.colour()));
    }
}
