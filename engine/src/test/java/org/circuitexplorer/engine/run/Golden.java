package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;

/// A reference model with the activations, interventions and gradients that the public reference code gave for it.
///
/// @param name folder of the model
/// @param model the model as our loader reads it
public record Golden(String name, SparseTransformer model) {
    public static final List<String> ALL =
            List.of("a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat", "f_legacycfg", "g_bf16", "h_f16");
    public static final List<String> WITH_INTERVENTIONS = List.of("a_csp2", "b_csp1", "c_gpt2");

    public static Golden load(String name) throws IOException, ModelFormatException {
        return new Golden(
                name,
                ModelLoader.load(path(name), ProgressListener.NONE, new CancelToken())
                        .transformer());
    }

    public static Path path(String name) {
        return Path.of("src/test/resources/fixtures", name);
    }

    public SafetensorsReader tensors(String file) throws IOException, ModelFormatException {
        return SafetensorsReader.open(path(name).resolve(file));
    }

    /// Largest allowed difference of a logit; the models without AbsTopK in front of every matrix have wider limits.
    public double logitLimit() {
        return isDense() ? 2e-4 : 3e-5;
    }

    public double hookLimit() {
        return isDense() ? 5e-4 : 1e-4;
    }

    private boolean isDense() {
        return name.startsWith("c_") || name.startsWith("d_");
    }

    /// A `[B, T]` tensor of token ids as B sequences.
    public static TokenBatch batch(StoredTensor tokens) throws ModelFormatException {
        return TokenBatch.of(tokens.intRows());
    }

    public static StoredTensor tensor(SafetensorsReader file, String name) {
        return Optional.ofNullable(file.tensors().get(name)).orElseThrow(() -> new AssertionError("no tensor " + name));
    }

    public static void assertClose(String what, float[] found, float[] expected, double limit) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < found.length; i++) worst = Math.max(worst, Math.abs((double) found[i] - expected[i]));
        assertThat(worst).as("largest difference of " + what).isLessThanOrEqualTo(limit);
    }
}
