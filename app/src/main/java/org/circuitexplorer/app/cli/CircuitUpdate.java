package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of a command that finds something out about a circuit and writes it into the circuit's file.
final class CircuitUpdate {
    @Mixin
    private final ModelAndCircuit on = new ModelAndCircuit();

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "*.circuit.json file to write: the circuit with the result. It may be CIRCUIT itself.")
    private @Nullable Path out;

    /// What there is to work with.
    ///
    /// @param means of every node, `NodeIndex` order
    record Ground(LoadedModel model, CircuitDocument document, Task task, float[] means, Workers workers) {}

    @FunctionalInterface
    interface Work {
        int on(Ground ground, CancelToken cancel) throws IOException, ModelFormatException;
    }

    /// Runs the work, which an interrupt ends.
    ///
    /// @param stopped what to say if it was
    int run(Console console, String stopped, Work work) throws IOException, ModelFormatException, InputException {
        if (out != null) new OutputFile(out).check();
        LoadedModel loaded = on.load(console);
        CircuitDocument document = on.read(loaded);
        Task task = tasks.require(loaded, document);
        float[] means = document.means(new NodeIndex(loaded.transformer().config()));
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            return work.on(new Ground(loaded, document, task, means, workers), cancel);
        } catch (CancelledException e) {
            console.note(stopped + "; nothing was written");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    /// Saves the circuit and says how large it is and what it is worth, with something more.
    ///
    /// @param limit the loss that was kept to, nats
    /// @param map more for machines
    /// @param lines more as text
    int say(
            Console console,
            boolean json,
            CircuitDocument document,
            double limit,
            Map<String, Object> map,
            List<String> lines)
            throws IOException {
        save(document);
        LossTable losses = new LossTable(document);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("task", document.task().name());
            all.put("target", limit);
            all.putAll(losses.asMap());
            all.putAll(map);
            console.json(all);
        } else {
            console.print(format(ROOT, "%s: %s", document.task().name(), losses.size()));
            losses.print(console);
            lines.forEach(console::print);
            sayWhere(console);
        }
        return ExitCode.DONE;
    }

    /// Writes the circuit if a file was named.
    void save(CircuitDocument document) throws IOException {
        if (out != null) CircuitFile.write(out, document);
    }

    void sayWhere(Console console) {
        if (out != null) console.print("wrote " + out);
    }
}
