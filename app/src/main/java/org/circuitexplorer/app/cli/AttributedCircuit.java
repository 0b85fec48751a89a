package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.app.export.AttributionContent;
import org.circuitexplorer.app.workspace.SavedSession;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.ShownPrompt;
import org.circuitexplorer.engine.task.PromptPair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which prompt an attribution graph is of.
final class AttributedCircuit {
    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--prompt",
            paramLabel = "N",
            description = "Prompt of an .attribution.json: 1 and 2 are the first test pair's, 3 and 4 the second's and"
                    + " so on; by default the first, or the one that the session shows.")
    private @Nullable Integer prompt;

    /// Where the tasks of the model are.
    TaskFolder tasks() {
        return tasks;
    }

    /// The prompt of a circuit file's task.
    ///
    /// @param model the circuit's model, null to look for it in the folders above the circuit file
    byte[] content(Path file, CircuitDocument document, @Nullable Path model, Console console)
            throws IOException, ModelFormatException, InputException {
        LoadedModel loaded = new DrawnCircuit(file, document).load(model, console);
        List<PromptPair> pairs = tasks.require(loaded, document).unseen();
        try (Workers workers = Workers.forThisMachine()) {
            return content(new AttributionContent(loaded, document, workers), pairs, prompt == null ? 1 : prompt);
        }
    }

    /// The prompt that a session shows, unless another was asked for.
    byte[] content(SavedSession saved, CircuitDocument document, Workers workers) throws InputException {
        AttributionContent content = new AttributionContent(saved.model().loaded(), document, workers);
        List<PromptPair> pairs = saved.entry().task().unseen();
        if (prompt != null) return content(content, pairs, prompt);
        return switch (saved.session().view().prompt()) {
            case ShownPrompt.Pair pair -> content(content, pairs, 2 * pair.number() + 1);
            case ShownPrompt.OwnPair own -> content.of(own.pair(), true);
            case ShownPrompt.Typed typed ->
                content.of(typed.tokens().stream().mapToInt(Integer::intValue).toArray());
        };
    }

    private static byte[] content(AttributionContent content, List<PromptPair> pairs, int number)
            throws InputException {
        if (number < 1 || number > 2 * pairs.size()) {
            throw new InputException("--prompt " + number + ": expected 1 to " + 2 * pairs.size());
        }
        return content.of(pairs.get((number - 1) / 2), number % 2 == 1);
    }
}
