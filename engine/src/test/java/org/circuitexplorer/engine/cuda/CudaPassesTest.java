package org.circuitexplorer.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Golden;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Intervention;
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

/// Passes with every kernel, run by emulation, against the processor's: interventions, gradients, batches in parts.
class CudaPassesTest {
    private static final double LIMIT = 3e-5;

    private FakeDriver fake;

    static Stream<String> models() {
        return Stream.of("a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat", "small", "other");
    }

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

    private static SparseTransformer model(String name) throws IOException, ModelFormatException {
        return switch (name) {
            case "small" -> SmallModel.create(1);
            case "other" -> SmallModel.createOther(1);
            default -> Golden.load(name).model();
        };
    }

    /// What a test does with a model on both.
    private interface Comparison {
        void of(ModelOnDevice processor, ModelOnDevice device);
    }

    private void onBoth(SparseTransformer model, Comparison comparison) {
        try (Workers workers = new Workers(1);
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst());
                ModelOnDevice cuda = device.open(model)) {
            comparison.of(CpuDevice.open(model, workers), cuda);
        }
    }

    /// Sequences of different lengths, two of which cross tiles.
    private static TokenBatch batch(SparseTransformer model, int sequences) {
        Random random = new Random(5);
        List<int[]> all = new ArrayList<>();
        for (int s = 0; s < sequences; s++) {
            int length = 1 + random.nextInt(model.config().blockSize());
            all.add(random.ints(length, 0, model.config().vocabularySize()).toArray());
        }
        return TokenBatch.of(all);
    }

    private static float[] mask(SparseTransformer model, long seed) {
        Random random = new Random(seed);
        float[] mask = new float[new NodeIndex(model.config()).size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextInt(3) == 0 ? random.nextFloat() : random.nextInt(2);
        }
        return mask;
    }

    private static void assertClose(String what, Panel found, Panel expected) {
        double largest = 1;
        for (float e : expected.toRowMajor()) largest = Math.max(largest, Math.abs(e));
        Golden.assertClose(what, found.toRowMajor(), expected.toRowMajor(), LIMIT * largest);
    }

    private static void assertSameGradient(ModelOnDevice processor, ModelOnDevice device, TokenBatch batch) {
        SparseTransformer model = processor.model();
        int[] vocabulary = {3, 7, model.config().vocabularySize() - 1};
        float[] mask = mask(model, 3);
        float[] means = SmallModel.means(model, 4);
        float[] expected = new float[mask.length];
        float[] found = new float[mask.length];
        try (GradientRunner cpu = processor.gradient(batch, vocabulary);
                GradientRunner cuda = device.gradient(batch, vocabulary)) {
            Panel logits = cpu.forward(mask, means);
            assertClose("logits", cuda.forward(mask, means), logits);
            Random random = new Random(6);
            Panel slope = new Panel(vocabulary.length, batch.sequences());
            for (int s = 0; s < batch.sequences(); s++) {
                for (int v = 0; v < vocabulary.length; v++) slope.set(v, s, (float) random.nextGaussian());
            }
            cpu.backward(slope, mask, means, expected);
            cuda.backward(slope, mask, means, found);
            double largest = 0;
            for (float e : expected) largest = Math.max(largest, Math.abs(e));
            assertThat(largest).isPositive();
            Golden.assertClose("gradient", found, expected, LIMIT * largest);
            cuda.forward(mask, means);
            cuda.backward(slope, mask, means, expected);
            assertThat(expected).as("the same pass again").isEqualTo(found);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAgree(String name) throws IOException, ModelFormatException {
        SparseTransformer model = model(name);
        onBoth(model, (cpu, cuda) -> assertSameGradient(cpu, cuda, batch(model, 9)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void threadsInReverseOrderGiveTheSame(String name) throws IOException, ModelFormatException {
        fake.reversed(true);
        SparseTransformer model = model(name);
        onBoth(model, (cpu, cuda) -> assertSameGradient(cpu, cuda, batch(model, 2)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void interventionsAct(String name) throws IOException, ModelFormatException {
        SparseTransformer model = model(name);
        Interventions interventions = Interventions.of(List.of(
                Intervention.replace(new Site(0, SiteKind.ATTN_V), new int[] {1, 3}, new float[] {2, -1}),
                new Intervention(
                        new Site(0, SiteKind.RESID_MID),
                        new int[] {2, 2},
                        new float[] {2, 3},
                        new float[] {1, 5},
                        new int[] {0, 2}),
                Intervention.everywhere(
                        new Site(1, SiteKind.MLP_NEURON), new int[] {4}, new float[] {.5f}, new float[] {.25f})));
        TokenBatch batch = batch(model, 6);
        Set<Site> record = Set.copyOf(model.config().sites());
        onBoth(model, (cpu, cuda) -> {
            try (ForwardRunner expecting = cpu.forward();
                    ForwardRunner finding = cuda.forward()) {
                for (LogitsAt at : LogitsAt.values()) {
                    Activations expected = expecting.run(batch, interventions, record, at);
                    Activations found = finding.run(batch, interventions, record, at);
                    for (Site site : record) assertClose(site.name(), found.at(site), expected.at(site));
                    if (at == LogitsAt.NONE) assertThat(found.logits()).isNull();
                    else assertClose("logits " + at, found.requireLogits(), expected.requireLogits());
                }
            }
        });
    }

    @Test
    void answersAgree() {
        SparseTransformer model = SmallModel.create(2);
        TokenBatch batch = batch(model, 7);
        int[] vocabulary = {0, 5, 6};
        Interventions masked =
                Interventions.ofMask(new NodeIndex(model.config()), mask(model, 8), SmallModel.means(model, 9));
        onBoth(model, (cpu, cuda) -> {
            try (AnswerRunner expecting = cpu.answers(batch, vocabulary);
                    AnswerRunner finding = cuda.answers(batch, vocabulary)) {
                assertClose("masked", finding.logits(masked), expecting.logits(masked));
                assertClose("whole", finding.logits(Interventions.NONE), expecting.logits(Interventions.NONE));
            }
        });
    }

    /// With so little memory that a batch goes through in parts.
    @ParameterizedTest
    @CsvSource({"c_gpt2,8000000", "small,600000"})
    void partsGiveTheSame(String name, long memory) throws IOException, ModelFormatException {
        SparseTransformer model = model(name);
        TokenBatch batch = batch(model, 40);
        fake.memory(memory);
        onBoth(model, (cpu, cuda) -> {
            int before = fake.launches("embed");
            assertSameGradient(cpu, cuda, batch);
            // Forward, backward, and both again, each over all parts.
            assertThat(fake.launches("embed") - before).as("parts").isGreaterThanOrEqualTo(8);
            try (ForwardRunner expecting = cpu.forward();
                    ForwardRunner finding = cuda.forward();
                    AnswerRunner answers = cuda.answers(batch, new int[] {1, 2})) {
                Site site = new Site(1, SiteKind.MLP_NEURON);
                Activations expected = expecting.run(batch, Interventions.NONE, Set.of(site), LogitsAt.ALL);
                Activations found = finding.run(batch, Interventions.NONE, Set.of(site), LogitsAt.ALL);
                assertClose("neurons", found.at(site), expected.at(site));
                assertClose("logits", found.requireLogits(), expected.requireLogits());
                Panel two = answers.logits(Interventions.NONE);
                Panel all = expected.requireLogits();
                for (int s = 0; s < batch.sequences(); s++) {
                    assertThat(two.get(0, s)).isCloseTo(all.get(1, batch.last(s)), within(1e-4f));
                }
            }
        });
    }
}
