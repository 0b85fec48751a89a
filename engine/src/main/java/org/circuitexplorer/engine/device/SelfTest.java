package org.circuitexplorer.engine.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;

/// Whether a device computes what the CPU computes: logits and mask gradient of a tiny model. What passed once is
/// remembered for that device, driver and program, in a text file of one line each.
public final class SelfTest {
    /// Largest difference that counts as rounding, relative to the largest value.
    private static final float TOLERANCE = 1e-4f;

    private final Path file;
    private final String program;

    /// @param cache folder of files that can be made again
    /// @param program version of the program: what another one computed proves nothing
    public SelfTest(Path cache, String program) {
        this.file = cache.resolve("devices-tested.txt");
        this.program = program;
    }

    /// @param name the device with the version of its driver
    /// @return what is wrong with its numbers, the rest of a sentence; empty when nothing is
    /// @throws org.circuitexplorer.engine.run.DeviceException when the device fails
    Optional<String> problem(String name, Device device, Workers workers) {
        String line = name + ", " + program;
        List<String> passed = read();
        if (passed.contains(line)) return Optional.empty();
        TinyModel tiny = TinyModel.create();
        int nodes = new NodeIndex(tiny.model().config()).size();
        float[] expected = run(tiny, CpuDevice.open(tiny.model(), workers), nodes);
        try (ModelOnDevice model = device.open(tiny.model())) {
            float[] found = run(tiny, model, nodes);
            Optional<String> problem = difference(found, expected);
            if (problem.isEmpty()) remember(passed, line);
            return problem;
        }
    }

    /// Logits, then the mask gradient of their sum of squares.
    private static float[] run(TinyModel tiny, ModelOnDevice model, int nodes) {
        try (GradientRunner pass = model.gradient(tiny.batch(), tiny.vocabulary())) {
            Panel logits = pass.forward(tiny.mask(), tiny.means());
            float[] gradient = new float[nodes];
            pass.backward(logits, tiny.mask(), tiny.means(), gradient);
            float[] first = logits.toRowMajor();
            float[] all = new float[first.length + nodes];
            System.arraycopy(first, 0, all, 0, first.length);
            System.arraycopy(gradient, 0, all, first.length, nodes);
            return all;
        }
    }

    private static Optional<String> difference(float[] found, float[] expected) {
        float largest = 0;
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Float.isFinite(found[i]) ? Math.abs(found[i] - expected[i]) : Float.MAX_VALUE);
        }
        return worst <= TOLERANCE * largest
                ? Optional.empty()
                : Optional.of(
                        "its numbers differ from the CPU's by up to " + worst + " where the largest is " + largest);
    }

    private List<String> read() {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// A cache that cannot be written costs a second at the next start, nothing else.
    private void remember(List<String> passed, String line) {
        List<String> all = new ArrayList<>(passed);
        all.add(line);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }
}
