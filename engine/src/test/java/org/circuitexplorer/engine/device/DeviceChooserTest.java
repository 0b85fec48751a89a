package org.circuitexplorer.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every choice and every refusal, on machines that are made up.
class DeviceChooserTest {
    private static final Workers WORKERS = new Workers(1);
    private static final GraphicsCards NONE =
            () -> new GraphicsCards.Found(List.of(), "no NVIDIA driver found: libcuda.so.1 cannot be loaded");
    private static final GraphicsCard H200 = new GraphicsCard("NVIDIA H200", "13.0", 9, 0);
    private static final GraphicsCard L4 = new GraphicsCard("NVIDIA L4", "12.4", 8, 9);
    private static final GraphicsCard K40 = new GraphicsCard("Tesla K40", "11.4", 3, 5);

    @TempDir
    Path cache = Path.of("");

    private final List<DeviceKind> opened = new ArrayList<>();
    private final List<DeviceKind> closed = new ArrayList<>();
    private final Map<DeviceKind, String> missing = new EnumMap<>(DeviceKind.class);
    private float error;

    @AfterAll
    static void closeWorkers() {
        WORKERS.close();
    }

    @Test
    void theCpuNeedsNothing() {
        OpenDevice device = choose(DeviceKind.CPU, NONE);
        assertThat(device.kind()).isEqualTo(DeviceKind.CPU);
        assertThat(device.device().description()).isEqualTo("CPU, 1 thread");
        assertThat(opened).isEmpty();
    }

    @Test
    void aCardIsNamedWithItsDriverAndCapability() {
        assertThat(choose(DeviceKind.CUDA, cards(H200)).reason())
                .isEqualTo("CUDA: NVIDIA H200, driver for CUDA 13.0, capability 9.0");
        assertThat(choose(DeviceKind.ND4J_CUDA, cards(L4)).reason())
                .isEqualTo("ND4J on CUDA: NVIDIA L4, driver for CUDA 12.4, capability 8.9");
        assertThat(opened).containsExactly(DeviceKind.CUDA, DeviceKind.ND4J_CUDA);
    }

    @Test
    void withoutADriverTheSentenceSaysSo() {
        refused(DeviceKind.CUDA, NONE, "cuda: no NVIDIA driver found: libcuda.so.1 cannot be loaded; choose cpu.");
        refused(
                DeviceKind.ND4J_CUDA,
                NONE,
                "nd4j-cuda: no NVIDIA driver found: libcuda.so.1 cannot be loaded; choose cpu.");
    }

    @Test
    void nd4jIsNotEvenLoadedForACardItCannotServe() {
        refused(
                DeviceKind.ND4J_CUDA,
                cards(H200),
                "nd4j-cuda: ND4J's CUDA build serves compute capability 3.7 to 8.9, and NVIDIA H200 has 9.0;"
                        + " choose cuda or cpu.");
        refused(
                DeviceKind.ND4J_CUDA,
                cards(K40),
                "nd4j-cuda: ND4J's CUDA build serves compute capability 3.7 to 8.9, and Tesla K40 has 3.5;"
                        + " choose cuda or cpu.");
    }

    @Test
    void whatTheProgramLacksIsRefused() {
        missing.put(DeviceKind.ND4J, "is not part of this installation; choose cpu.");
        refused(DeviceKind.ND4J, NONE, "nd4j is not part of this installation; choose cpu.");
        missing.put(DeviceKind.ND4J_CUDA, "is not part of this program; choose nd4j or cpu.");
        refused(DeviceKind.ND4J_CUDA, cards(L4), "nd4j-cuda is not part of this program; choose nd4j or cpu.");
    }

    @Test
    void aDeviceThatComputesSomethingElseIsClosedAndRefused() {
        error = 1e-2f;
        assertThatThrownBy(() -> choose(DeviceKind.CUDA, cards(H200)))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("cuda: its numbers differ from the CPU's by up to ")
                .hasMessageEndingWith("; choose cpu.");
        assertThat(closed).containsExactly(DeviceKind.CUDA);
        assertThat(cache.resolve("devices-tested.txt")).doesNotExist();
    }

    @Test
    void aPassedTestIsRememberedForTheDriver() throws IOException {
        choose(DeviceKind.CUDA, cards(H200));
        assertThat(Files.readString(cache.resolve("devices-tested.txt")))
                .isEqualTo("cuda on NVIDIA H200, driver for CUDA 13.0, 1.0\n");
        error = 1e-2f; // would be found out if it were tested again
        choose(DeviceKind.CUDA, cards(H200));
        GraphicsCard newer = new GraphicsCard(H200.name(), "13.1", 9, 0);
        assertThatThrownBy(() -> choose(DeviceKind.CUDA, cards(newer))).isInstanceOf(DeviceException.class);
    }

    @Test
    void autoTakesTheCardThatWorksElseTheCpuAndSaysWhy() {
        assertThat(choose(DeviceKind.AUTO, cards(H200)).kind()).isEqualTo(DeviceKind.CUDA);
        assertThat(choose(DeviceKind.AUTO, NONE).reason())
                .isEqualTo("CPU: no NVIDIA driver found: libcuda.so.1 cannot be loaded");
        error = 1e-2f;
        OpenDevice device = choose(DeviceKind.AUTO, cards(new GraphicsCard("NVIDIA B200", "13.0", 10, 0)));
        assertThat(device.kind()).isEqualTo(DeviceKind.CPU);
        assertThat(device.asked()).isEqualTo(DeviceKind.AUTO);
        assertThat(device.reason())
                .startsWith("CPU: cuda: its numbers differ from the CPU's by up to ")
                .endsWith(
                        "; nd4j-cuda: ND4J's CUDA build serves compute capability 3.7 to 8.9, and NVIDIA B200 has 10.0");
    }

    @Test
    void aDriverThatIsNotThereIsNoCard() {
        GraphicsCards.Found found = new NvidiaCards("libno-such-driver.so").look();
        assertThat(found.cards()).isEmpty();
        assertThat(found.obstacle()).isEqualTo("no NVIDIA driver found: libno-such-driver.so cannot be loaded");
    }

    @Test
    void everyWordIsKnown() {
        assertThat(DeviceKind.labels()).isEqualTo("cpu, nd4j, nd4j-cuda, cuda, auto");
        for (DeviceKind kind : DeviceKind.values())
            assertThat(DeviceKind.ofLabel(kind.label())).contains(kind);
        assertThat(DeviceKind.ofLabel("gpu")).isEmpty();
    }

    private static GraphicsCards cards(GraphicsCard card) {
        return () -> new GraphicsCards.Found(List.of(card), "");
    }

    private OpenDevice choose(DeviceKind kind, GraphicsCards cards) {
        return new DeviceChooser(WORKERS, cards, new Opener(), new SelfTest(cache, "1.0"))
                .open(kind, ProgressListener.NONE);
    }

    private void refused(DeviceKind kind, GraphicsCards cards, String sentence) {
        assertThatThrownBy(() -> choose(kind, cards))
                .isInstanceOf(DeviceException.class)
                .hasMessage(sentence);
        assertThat(opened).isEmpty();
    }

    private final class Opener implements DeviceOpener {
        @Override
        public String missing(DeviceKind kind) {
            return missing.getOrDefault(kind, "");
        }

        @Override
        public Device open(DeviceKind kind) {
            opened.add(kind);
            return new Wrong(kind);
        }
    }

    /// The CPU with an error added to every logit.
    private final class Wrong implements Device {
        private final DeviceKind kind;

        Wrong(DeviceKind kind) {
            this.kind = kind;
        }

        @Override
        public String description() {
            return kind.title();
        }

        @Override
        public ModelOnDevice open(SparseTransformer model) {
            ModelOnDevice right = CpuDevice.open(model, WORKERS);
            return new ModelOnDevice() {
                @Override
                public SparseTransformer model() {
                    return model;
                }

                @Override
                public ForwardRunner forward() {
                    return right.forward();
                }

                @Override
                public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
                    return right.answers(batch, vocabulary);
                }

                @Override
                public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
                    GradientRunner pass = right.gradient(batch, vocabulary);
                    return new GradientRunner() {
                        @Override
                        public Panel forward(float[] mask, float[] means) {
                            Panel logits = pass.forward(mask, means);
                            logits.set(0, 0, logits.get(0, 0) + error);
                            return logits;
                        }

                        @Override
                        public void backward(Panel slope, float[] mask, float[] means, float[] result) {
                            pass.backward(slope, mask, means, result);
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {
            closed.add(kind);
        }
    }
}
