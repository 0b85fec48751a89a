package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.NodeEffect;
import org.circuitexplorer.engine.validate.PruningControl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FinishedPartsTest {
    private static final ModelConfig CONFIG = SmallModel.create(3).config();
    private static final NodeId NODE = new NodeIndex(CONFIG).node(7);
    private static final String JOB = "measuring";
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final List<NodeEffect> EFFECTS = List.of(
            new NodeEffect(NODE, new Estimate(0.1, Math.nextDown(0.1), Double.POSITIVE_INFINITY)),
            new NodeEffect(new NodeIndex(CONFIG).node(0), new Estimate(1e-300, -1.0 / 3, 5)));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final AtomicInteger measured = new AtomicInteger();

    private <T> Supplier<T> measuring(T value) {
        return () -> {
            measured.incrementAndGet();
            return value;
        };
    }

    private List<NodeEffect> effects(String key) {
        return FinishedParts.in(folder, JOB, key, CONFIG).list("nodes", NodeEffect.class, measuring(EFFECTS));
    }

    @BeforeEach
    void measureOnce() {
        assertThat(effects(KEY)).isEqualTo(EFFECTS);
        assertThat(measured).hasValue(1);
    }

    @Test
    void whatWasMeasuredOnceComesBackToTheLastBit() {
        assertThat(effects(KEY)).isEqualTo(EFFECTS);
        assertThat(measured).hasValue(1);
        assertThat(FinishedParts.in(folder, JOB, KEY, CONFIG).count()).isEqualTo(1);
    }

    @Test
    void whatIsThereIsKnownWithoutMeasuring() throws IOException {
        FinishedParts known = FinishedParts.in(folder, JOB, KEY, CONFIG).unmeasured();
        assertThat(known.list("nodes", NodeEffect.class, measuring(EFFECTS))).isEqualTo(EFFECTS);
        assertThatThrownBy(() -> known.list("edges", NodeEffect.class, measuring(EFFECTS)))
                .isInstanceOf(FinishedParts.Missing.class);
        assertThat(measured).hasValue(1);
        Path file = folder.resolve("measuring-0123456789abcdef.json");
        assertThat(known.written()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
        assertThatThrownBy(() -> FinishedParts.none(CONFIG).written()).isInstanceOf(FinishedParts.Missing.class);
    }

    @Test
    void anotherKeyIsMeasuredAnew() {
        effects("f".repeat(64));
        assertThat(measured).hasValue(2);
        effects(KEY.substring(0, 63) + "0");
        assertThat(measured).hasValue(3);
    }

    @Test
    void aDamagedFileIsMeasuredAnewAndReplaced() throws IOException {
        Path file = folder.resolve("measuring-0123456789abcdef.json");
        String whole = Files.readString(file);
        for (String damaged : List.of("", "{", whole.substring(0, 200), whole.replace("0.1,", "0.2,"), "[]")) {
            assertThat(damaged).isNotEqualTo(whole);
            Files.writeString(file, damaged);
            int before = measured.get();
            assertThat(effects(KEY)).isEqualTo(EFFECTS);
            assertThat(measured).hasValue(before + 1);
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void aPartOfAnotherTypeIsMeasuredAnew() {
        FinishedParts parts = FinishedParts.in(folder, JOB, KEY, CONFIG);
        PruningControl control = new PruningControl(PruningControl.Kind.NONSENSE, 3, 0.5);
        assertThat(parts.get("nodes", PruningControl.class, measuring(control))).isEqualTo(control);
        assertThat(measured).hasValue(2);
        assertThat(FinishedParts.in(folder, JOB, KEY, CONFIG).get("nodes", PruningControl.class, measuring(control)))
                .isEqualTo(control);
        assertThat(measured).hasValue(2);
    }

    @Test
    void withoutAFolderThatCanBeWrittenEverythingIsMeasured() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");
        FinishedParts parts = FinishedParts.in(file, JOB, KEY, CONFIG);
        assertThat(parts.list("nodes", NodeEffect.class, measuring(EFFECTS))).isEqualTo(EFFECTS);
        FinishedParts none = FinishedParts.none(CONFIG);
        assertThat(none.list("nodes", NodeEffect.class, measuring(EFFECTS))).isEqualTo(EFFECTS);
        assertThat(none.list("nodes", NodeEffect.class, measuring(EFFECTS))).isEqualTo(EFFECTS);
        assertThat(measured).hasValue(4);
    }
}
