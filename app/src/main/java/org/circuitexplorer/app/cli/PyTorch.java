package org.circuitexplorer.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.circuitexplorer.engine.run.DeviceException;

/// PyTorch on this machine, in a process of its own: it runs `docs/pytorch_dense.py`, which the program carries with
/// it.
final class PyTorch {
    private static final String SCRIPT = "pytorch_dense.py";
    private static final long MINUTES = 10;

    private final String python;

    /// @param python the command of a Python, which may or may not have PyTorch
    PyTorch(String python) {
        this.python = python;
    }

    /// What the script says of a model.
    ///
    /// @param version PyTorch's version
    /// @param where the name of the GPU, or "the CPU"
    /// @param sequences how many sequences of full length a timed pass had
    /// @param logits of the last token of one sequence, in float32
    /// @param float32 median of a pass, milliseconds
    /// @param bfloat16 the same in bfloat16
    record Found(String version, String where, int sequences, float[] logits, double float32, double bfloat16) {}

    /// Runs the script in an empty folder, so that nothing of the current one is taken for a module.
    ///
    /// @param model folder of the model
    /// @param sequences sequences of full length in a timed pass
    /// @param onProcessor the same where PyTorch has no GPU
    /// @throws DeviceException when there is no PyTorch or it does not run this model, with the reason
    Found run(Path model, int sequences, int onProcessor, int runs) throws IOException {
        Path folder = Files.createTempDirectory("circuit-explorer-pytorch");
        try {
            Path script = folder.resolve(SCRIPT);
            try (InputStream packed = Objects.requireNonNull(PyTorch.class.getResourceAsStream(SCRIPT))) {
                Files.copy(packed, script);
            }
            ProcessBuilder command = new ProcessBuilder(
                    python,
                    script.toString(),
                    model.toAbsolutePath().toString(),
                    "--sequences",
                    Integer.toString(sequences),
                    "--cpu-sequences",
                    Integer.toString(onProcessor),
                    "--runs",
                    Integer.toString(runs));
            return run(command.directory(folder.toFile()), folder.resolve("out"), folder.resolve("err"));
        } finally {
            delete(folder);
        }
    }

    private Found run(ProcessBuilder command, Path out, Path err) throws IOException {
        Process process;
        try {
            process = command.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new DeviceException("PyTorch: there is no command " + python + " here", e);
        }
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new DeviceException("PyTorch: stopped after " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException("PyTorch: stopped", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) throw new DeviceException("PyTorch: " + lastLine(err));
        return read(out);
    }

    private static String lastLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("ended without a word");
        }
    }

    private static Found read(Path out) throws IOException {
        JsonNode json = new ObjectMapper().readTree(out.toFile());
        float[] logits = new float[json.path("logits").size()];
        for (int i = 0; i < logits.length; i++)
            logits[i] = (float) json.path("logits").path(i).asDouble();
        return new Found(
                json.path("pytorch").asText(),
                json.path("device").asText(),
                json.path("sequences").asInt(),
                logits,
                json.path("float32").asDouble(),
                json.path("bfloat16").asDouble());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
