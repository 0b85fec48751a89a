package org.circuitexplorer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Golden;
import org.circuitexplorer.engine.run.GoldenAgreement;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What ND4J computes agrees with the reference and with the sparse kernels.
class Nd4jGoldenTest {
    static List<String> models() {
        return Golden.ALL;
    }

    static List<String> withInterventions() {
        return Golden.WITH_INTERVENTIONS;
    }

    /// On the card where there is one and the profile `cuda` is on: then every test here is a test of the card.
    private static Nd4jDevice device() {
        return Nd4jDevice.open(Path.of("target/home/cache/nd4j").toAbsolutePath(), onCard());
    }

    private static boolean onCard() {
        if (!Nd4jDevice.isInstalled(true)) return false;
        try (CudaDriver driver = new CudaDriver(CudaDriver.libraryOfThisSystem())) {
            return driver.devices().stream()
                    .map(card -> 10 * card.major() + card.minor())
                    .anyMatch(capability -> capability >= 37 && capability <= 89);
        } catch (DeviceException e) {
            return false;
        }
    }

    @Test
    void aCardIsWhatComputesWhereThereIsOne() {
        assumeTrue(onCard(), "needs the profile cuda and an NVIDIA card of compute capability 3.7 to 8.9");
        assertThat(device().description()).isEqualTo("ND4J on the graphics card");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everySiteAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (ModelOnDevice model = device().open(golden.model());
                ForwardRunner pass = model.forward()) {
            GoldenAgreement.forward(golden, pass);
        }
    }

    @ParameterizedTest
    @MethodSource("withInterventions")
    void everyInterventionAndMaskGradientAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (ModelOnDevice model = device().open(golden.model());
                ForwardRunner pass = model.forward()) {
            GoldenAgreement.interventions(golden, pass);
            GoldenAgreement.gradients(golden, model, golden.logitLimit());
        }
    }

    /// So many tokens that the batch is cut into parts, of sequences of every length.
    @Test
    void aBatchInPartsIsTheSame() {
        SparseTransformer model = SmallModel.create(31);
        SplittableRandom random = new SplittableRandom(32);
        List<int[]> sequences = new ArrayList<>();
        for (int tokens = 0; tokens < 1200; tokens += sequences.getLast().length) {
            int length = 1 + random.nextInt(model.config().blockSize());
            sequences.add(
                    random.ints(length, 0, model.config().vocabularySize()).toArray());
        }
        TokenBatch batch = TokenBatch.of(sequences);
        assertThat(DenseBatch.parts(batch)).hasSizeGreaterThan(2);
        try (Workers workers = new Workers(2);
                ModelOnDevice dense = device().open(model)) {
            compare(CpuDevice.open(model, workers), dense, batch, random);
        }
    }

    private static void compare(ModelOnDevice sparse, ModelOnDevice dense, TokenBatch batch, SplittableRandom random) {
        int nodes = new NodeIndex(sparse.model().config()).size();
        float[] mask = new float[nodes];
        float[] means = new float[nodes];
        for (int i = 0; i < nodes; i++) {
            mask[i] = (float) Math.min(1, 3 * random.nextDouble());
            means[i] = (float) random.nextDouble(-1, 1);
        }
        int[] vocabulary = {5, 0, 3};
        try (GradientRunner one = sparse.gradient(batch, vocabulary);
                GradientRunner two = dense.gradient(batch, vocabulary)) {
            Panel expected = one.forward(mask, means);
            assertClose(two.forward(mask, means).toRowMajor(), expected.toRowMajor());
            float[] gradient = new float[nodes];
            float[] found = new float[nodes];
            one.backward(expected, mask, means, gradient);
            two.backward(expected, mask, means, found);
            assertClose(found, gradient);
        }
    }

    private static void assertClose(float[] found, float[] expected) {
        float largest = 0;
        for (float e : expected) largest = Math.max(largest, Math.abs(e));
        assertThat(largest).isPositive();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(3e-5f * largest));
        assertThat(Arrays.equals(found, new float[found.length])).isFalse();
    }
}
