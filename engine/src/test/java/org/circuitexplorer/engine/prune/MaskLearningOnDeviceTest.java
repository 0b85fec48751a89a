package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.cuda.CudaDevice;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.cuda.FakeDriver;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps of learning a mask with every kernel, run by emulation, beside the processor's.
class MaskLearningOnDeviceTest {
    private static final int STEPS = 7;

    private static final MaskSettings SETTINGS =
            new MaskSettings(STEPS, 4, 5e-2, 0.3, 0.9, 0.95, 1e-2, 0.5, 0.8, 0.05, 0.1, 1e-2, 1.2, 0.6, 0.8);

    private final SparseTransformer model = SmallModel.create(4);
    private final float[] means = SmallModel.means(model, 5);
    private final List<PromptPair> pairs = SmallModel.pairs(24, 6);
    private FakeDriver fake;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        fake = FakeDriver.open();
    }

    @AfterEach
    void close() {
        if (fake == null) return;
        assertThat(fake.live()).isZero();
        assertThat(fake.overruns()).isZero();
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({"1000000000,false,false", "350000,true,false", "1000000000,false,true"})
    void everyStepAgrees(long memory, boolean inParts, boolean tied) {
        fake.memory(memory);
        List<List<PromptPair>> batches = List.of(pairs.subList(0, 13), pairs.subList(13, 24));
        try (Workers workers = new Workers(1);
                TaskEvaluator first = new TaskEvaluator(model, batches.get(0), workers);
                TaskEvaluator second = new TaskEvaluator(model, batches.get(1), workers);
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst());
                ModelOnDevice opened = device.open(model)) {
            TiedHeads ties = tied ? TiedHeads.of(new NodeIndex(model.config())) : TiedHeads.NONE;
            List<MaskObjective> objectives = List.of(
                    ties.tied(new TaskObjective(first, means, LossKind.RAW)),
                    ties.tied(new TaskObjective(second, means, LossKind.RAW)));
            float[] tau = MaskLearner.firstTau(SETTINGS, means.length, new Random(7));
            ties.tie(tau);
            MaskLearner expected = new MaskLearner(SETTINGS, 0.3, objectives, tau);
            try (MaskLearning found = ((LearnsMasks) opened).learner(SETTINGS, 0.3, batches, means, tau, ties)) {
                while (!expected.isDone()) {
                    expected.step();
                    found.step();
                    assertThat(found.loss()).isCloseTo(expected.loss(), within(2e-5));
                    assertThat(found.kept()).isEqualTo(expected.kept());
                    assertThat(found.mask()).isEqualTo(expected.mask());
                    assertThat(found.tau()).containsExactly(expected.tau(), within(1e-4f));
                }
                assertThat(found.isDone()).isTrue();
                assertThat(expected.kept()).as("something was left out").isLessThan(means.length);
            }
        }
        // The first step of each batch, and its capture.
        assertThat(fake.launches("embed") > 2 * 2).isEqualTo(inParts);
        assertThat(fake.calls("cuGraphInstantiateWithFlags")).isEqualTo(2);
        assertThat(fake.calls("cuGraphLaunch")).isEqualTo(STEPS - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cuGraphInstantiateWithFlags", "cuGraphLaunch", "cuStreamBeginCapture_v2", "cuStreamEndCapture"})
    void failuresOfGraphsAreOneSentence(String function) {
        fake.fail(function, 0, 719);
        assertThatThrownBy(() -> prune(STEPS))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("a kernel on the GPU failed (" + function + " answered 719)");
    }

    private void prune(int steps) {
        try (CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst());
                ModelOnDevice opened = device.open(model);
                MaskLearning learner = ((LearnsMasks) opened)
                        .learner(
                                SETTINGS,
                                0.3,
                                List.of(pairs),
                                means,
                                MaskLearner.firstTau(SETTINGS, means.length, new Random(7)),
                                TiedHeads.NONE)) {
            for (int i = 0; i < steps; i++) learner.step();
        }
    }

    @Test
    void aWholeSearchRunsOnTheDevice() {
        List<PromptPair> few = pairs.subList(0, 4);
        PruneSettings settings = PruneSettings.DEFAULT.withTargetLoss(0.6).withMask(SETTINGS);
        try (Workers workers = new Workers(1);
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst());
                ModelOnDevice opened = device.open(model)) {
            PruneResult found = new Pruner(opened, means, workers).prune(few, settings, at -> {}, new CancelToken());
            PruneResult expected = new Pruner(model, means, workers).prune(few, settings, at -> {}, new CancelToken());
            assertThat(found.failure()).isEmpty();
            assertThat(found.circuit().nodeSet()).isEqualTo(expected.circuit().nodeSet());
            assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-4));
        }
        assertThat(fake.calls("cuGraphLaunch")).isPositive();
    }
}
