package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the tasks of a model are.
final class TaskFolder {
    @Option(names = "--tasks", paramLabel = "DIR", description = "Folder of tasks; by default the model's own.")
    private @Nullable Path folder;

    List<Task> read(LoadedModel model) throws IOException, ModelFormatException, InputException {
        Path from = of(model);
        if (!Files.isDirectory(from)) {
            throw new InputException(from + ": there is no such folder; say with --tasks where the tasks are");
        }
        List<Task> tasks = TaskReader.readAll(from, model.transformer().config());
        if (tasks.isEmpty()) throw new InputException(from + ": expected at least one task, found none");
        return tasks;
    }

    private Path of(LoadedModel model) {
        return folder == null ? model.directory().resolve("tasks") : folder;
    }

    /// The task of a name, empty when the model has none of it or no tasks at all.
    Optional<Task> find(LoadedModel model, String name) throws IOException, ModelFormatException {
        if (!Files.isDirectory(of(model))) return Optional.empty();
        return TaskReader.readAll(of(model), model.transformer().config()).stream()
                .filter(task -> task.name().equals(name))
                .findFirst();
    }

    /// The task of a circuit: of that name, else of the prompts that came with it.
    Optional<Task> find(LoadedModel model, CircuitDocument circuit) throws IOException, ModelFormatException {
        return find(model, circuit.task().name()).or(() -> published(model, circuit));
    }

    /// As above, refused where there is none.
    Task require(LoadedModel model, CircuitDocument circuit) throws IOException, ModelFormatException, InputException {
        Optional<Task> found = find(model, circuit);
        return found.isPresent() ? found.get() : require(model, circuit.task().name());
    }

    private static Optional<Task> published(LoadedModel model, CircuitDocument circuit) {
        return circuit.published()
                .flatMap(p -> p.task(
                        circuit.task().name(),
                        token -> model.tokenizer().map(t -> t.tokenText(token)).orElse("#" + token)));
    }

    /// The task of a name.
    Task require(LoadedModel model, String name) throws IOException, ModelFormatException, InputException {
        List<Task> tasks = read(model);
        for (Task task : tasks) if (task.name().equals(name)) return task;
        String known = tasks.stream().map(Task::name).collect(Collectors.joining(", "));
        throw new InputException("there is no task " + name + ", expected one of " + known);
    }
}
