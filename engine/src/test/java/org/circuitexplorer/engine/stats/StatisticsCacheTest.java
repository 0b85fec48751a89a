package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsCacheTest {
    private final Workers workers = new Workers(2);
    private final LoadedModel model = ScanFixture.model();
    private final Corpus corpus = ScanFixture.corpus(model, 200);
    private final AtomicInteger progressHeard = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        workers.close();
    }

    private StatisticsCache.Cached readOrScan(Corpus of, Path... folders) {
        progressHeard.set(0);
        return new StatisticsCache(List.of(folders))
                .readOrScan(
                        model, of, workers, (what, done, total) -> progressHeard.incrementAndGet(), new CancelToken());
    }

    private boolean scanned() {
        return progressHeard.get() > 0;
    }

    private static void assertSame(CorpusStatistics one, CorpusStatistics other) {
        assertThat(other.tokens()).isEqualTo(one.tokens());
        assertThat(other.values().mean()).isEqualTo(one.values().mean());
        assertThat(other.values().min()).isEqualTo(one.values().min());
        assertThat(other.values().max()).isEqualTo(one.values().max());
        assertThat(other.values().zeros()).isEqualTo(one.values().zeros());
        assertThat(other.bins().exponent()).isEqualTo(one.bins().exponent());
        assertThat(other.bins().first()).isEqualTo(one.bins().first());
        assertThat(other.bins().counts()).isEqualTo(one.bins().counts());
        assertThat(other.bins().examples()).isEqualTo(one.bins().examples());
        assertThat(other.examples().top()).isEqualTo(one.examples().top());
        assertThat(other.examples().bottom()).isEqualTo(one.examples().bottom());
        assertThat(other.examples().zero()).isEqualTo(one.examples().zero());
    }

    @Test
    void theSecondTimeNothingIsScanned() {
        StatisticsCache.Cached first = readOrScan(corpus, folder);
        assertThat(scanned()).isTrue();
        assertThat(first.file().orElseThrow()).exists().hasParent(folder);
        StatisticsCache.Cached second = readOrScan(corpus, folder);
        assertThat(scanned()).isFalse();
        assertSame(first.statistics(), second.statistics());
    }

    @Test
    void anotherCorpusIsScannedForItself() {
        StatisticsCache.Cached first = readOrScan(corpus, folder);
        int[] tokens = corpus.tokens().clone();
        tokens[100] = (tokens[100] + 1) % model.transformer().config().vocabularySize();
        StatisticsCache.Cached second = readOrScan(new Corpus(tokens, corpus.blockSize()), folder);
        assertThat(scanned()).isTrue();
        assertThat(second.file()).isNotEqualTo(first.file());
    }

    @Test
    void aDamagedFileIsScannedForAgainAndReplaced() throws IOException {
        StatisticsCache.Cached first = readOrScan(corpus, folder);
        Path file = first.file().orElseThrow();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 64;
        byte[] noise = new byte[1000];
        Arrays.fill(noise, (byte) 7);
        for (byte[] damaged :
                List.of(flipped, Arrays.copyOf(good, good.length - 9), Arrays.copyOf(good, 3), noise, new byte[0])) {
            Files.write(file, damaged);
            StatisticsCache.Cached again = readOrScan(corpus, folder);
            assertThat(scanned()).isTrue();
            assertSame(first.statistics(), again.statistics());
            assertThat(file).hasBinaryContent(good);
        }
    }

    @Test
    void aFileOfOtherWeightsIsNotTaken() throws IOException {
        Path file = readOrScan(corpus, folder).file().orElseThrow();
        Path other = folder.resolve("other");
        Files.createDirectory(other);
        Corpus shorter = ScanFixture.corpus(model, 150);
        Path shorterFile = readOrScan(shorter, other).file().orElseThrow();
        Files.copy(file, shorterFile, StandardCopyOption.REPLACE_EXISTING);
        assertThat(readOrScan(shorter, other).statistics().tokens()).isEqualTo(150);
        assertThat(scanned()).isTrue();
    }

    @Test
    void theNextFolderIsTakenWhenTheFirstCannotBeWritten() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        Path cache = folder.resolve("user").resolve("cache");
        assertThat(readOrScan(corpus, notAFolder, cache).file().orElseThrow()).hasParent(cache);
        readOrScan(corpus, notAFolder, cache);
        assertThat(scanned()).isFalse();
        assertThat(readOrScan(corpus, notAFolder).file()).isEmpty();
        assertThat(scanned()).isTrue();
    }

    @Test
    void aCancelledScanLeavesNothingBehind() throws IOException {
        CancelToken cancel = new CancelToken();
        StatisticsCache cache = new StatisticsCache(List.of(folder));
        assertThatThrownBy(
                        () -> cache.readOrScan(model, corpus, workers, (what, done, total) -> cancel.cancel(), cancel))
                .isInstanceOf(CancelledException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
