package org.circuitexplorer.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the driver answers becomes one sentence, and everything taken before is given back.
class CudaFailureTest {
    /// Without a current context nothing can be freed one by one; the driver frees it all with the context.
    private static final Set<DriverFunction> LEAVES_MEMORY = Set.of(DriverFunction.SET_CONTEXT);

    /// What gives something back is not asked twice, whatever it answers.
    private static final Set<DriverFunction> SILENT = Set.of(
            DriverFunction.RELEASE_CONTEXT,
            DriverFunction.UNLOAD_MODULE,
            DriverFunction.FREE,
            DriverFunction.DESTROY_STREAM,
            DriverFunction.DESTROY_GRAPH,
            DriverFunction.DESTROY_EXECUTABLE_GRAPH,
            DriverFunction.DESTROY_EVENT);

    /// What is called often also fails in the middle.
    private static final Set<DriverFunction> LATER_TOO = Set.of(
            DriverFunction.ALLOCATE, DriverFunction.COPY_TO_DEVICE, DriverFunction.LAUNCH, DriverFunction.SYNCHRONIZE);

    /// What only timing calls.
    private static final Set<DriverFunction> TIMING = Set.of(
            DriverFunction.CREATE_EVENT,
            DriverFunction.RECORD_EVENT,
            DriverFunction.SYNCHRONIZE_EVENT,
            DriverFunction.ELAPSED);

    private final SparseTransformer model = SmallModel.create(3);
    private FakeDriver fake;

    record Failure(DriverFunction function, int after) {}

    static Stream<Failure> failures() {
        return Stream.of(DriverFunction.values())
                .filter(f -> !SILENT.contains(f))
                .flatMap(f -> (LATER_TOO.contains(f) ? Stream.of(0, 40) : Stream.of(0)).map(n -> new Failure(f, n)));
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        fake = FakeDriver.open();
    }

    @AfterEach
    void close() {
        if (fake != null) fake.close();
    }

    private void everything() {
        everything(false);
    }

    private void everything(boolean timing) {
        try (Workers workers = new Workers(1);
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst())) {
            if (timing) new CudaCheck(device, workers, 1).timings("small", model, 1);
            else passes(device);
        }
    }

    private void passes(CudaDevice device) {
        TokenBatch batch = TokenBatch.of(List.of(new int[] {1, 2, 3}, new int[] {4, 5}));
        int nodes = new NodeIndex(model.config()).size();
        float[] mask = new float[nodes];
        try (ModelOnDevice opened = device.open(model);
                ForwardRunner forward = opened.forward();
                GradientRunner gradient = opened.gradient(batch, new int[] {0, 1})) {
            forward.run(batch, Interventions.NONE, Set.of(), LogitsAt.LAST);
            Panel logits = gradient.forward(mask, mask);
            gradient.backward(logits, mask, mask, new float[nodes]);
        }
    }

    @Test
    void everythingIsGivenBack() {
        everything();
        assertThat(fake.live()).isZero();
        assertThat(fake.calls("cuMemAlloc_v2")).isEqualTo(fake.calls("cuMemFree_v2"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsOneSentence(Failure failure) {
        fake.fail(failure.function().symbol(), failure.after(), 999);
        boolean failed = false;
        try {
            everything(TIMING.contains(failure.function()));
        } catch (DeviceException e) {
            failed = true;
            assertThat(e.sentence())
                    .contains("the GPU fails for a reason it does not give ("
                            + failure.function().symbol() + " answered 999); compute on the CPU instead");
        }
        assertThat(failed)
                .as("fails exactly when the function is called so often")
                .isEqualTo(fake.calls(failure.function().symbol()) > failure.after());
        if (!LEAVES_MEMORY.contains(failure.function())) assertThat(fake.live()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cuInit; 100; CUDA: the NVIDIA driver sees no GPU",
                "cuInit; 804; CUDA: the NVIDIA driver is too old for this GPU",
                "cuModuleLoadDataEx; 222; Emulated device: the NVIDIA driver is too old for the kernels",
                "cuMemAlloc_v2; 2; Emulated device: the GPU has not enough free memory",
                "cuLaunchKernel; 719; Emulated device: a kernel on the GPU failed",
                "cuStreamSynchronize; 700; Emulated device: a kernel on the GPU touched memory that is not its own",
                "cuLaunchKernel; 12345; Emulated device: the NVIDIA driver refused"
            })
    void sentencesSayWhatHappened(String function, int status, String beginning) {
        fake.fail(function, 0, status);
        assertThatThrownBy(this::everything)
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith(beginning + " (" + function + " answered " + status + ")");
    }

    @Test
    void noDriver() {
        assertThatThrownBy(() -> new CudaDriver("libnothing-of-that-name.so"))
                .isInstanceOf(DeviceException.class)
                .hasMessage("no NVIDIA driver found: libnothing-of-that-name.so cannot be loaded");
    }

    @Test
    void noDevice() {
        fake.devices(0);
        assertThatThrownBy(this::everything).hasMessageContaining("sees no GPU");
        assertThat(fake.live()).isZero();
    }

    @Test
    void cardsBeforeTuringAreNotServed() {
        fake.capability(61);
        assertThatThrownBy(this::everything)
                .isInstanceOf(DeviceException.class)
                .hasMessage("Emulated device has compute capability 6.1 and the kernels need 7.5 or newer;"
                        + " compute on the CPU instead");
    }

    @Test
    void tooLittleMemory() {
        fake.memory(80_000);
        assertThatThrownBy(this::everything).isInstanceOf(DeviceException.class).hasMessageContaining("free memory");
        assertThat(fake.live()).isZero();
    }

    @Test
    void theCheckAgreesAndTells() {
        try (Workers workers = new Workers(1);
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst())) {
            assertThat(device.description()).isEqualTo("CUDA: Emulated device, driver for CUDA 12.9, capability 9.0");
            CudaCheck check = new CudaCheck(device, workers, 1);
            assertThat(check.passes("small", model, 100).stream()
                            .filter(a -> !a.holds())
                            .toList())
                    .isEmpty();
            assertThat(check.timings("small", model, 3))
                    .hasSize(2)
                    .allMatch(t -> t.milliseconds() > 0 && t.floor() > 0);
            PassTiming learning = check.learning("small", model, 2);
            assertThat(learning.what()).isEqualTo("small, 2 pairs x %d tokens, step of learning masks", length());
            assertThat(learning.milliseconds()).isPositive();
            assertThat(learning.floor()).isPositive();
        }
        assertThat(fake.live()).isZero();
    }

    private int length() {
        return model.config().blockSize();
    }
}
