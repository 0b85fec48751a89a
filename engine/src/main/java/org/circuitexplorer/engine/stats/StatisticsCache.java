package org.circuitexplorer.engine.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Workers;

/// Keeps the statistics of a model and a corpus on disk, so that a corpus is scanned once. A file is found again by a
/// digest of everything the statistics depend on; one that is damaged is scanned for again and replaced.
public final class StatisticsCache {
    private final List<Path> folders;

    /// @param folders where to look, in this order, and where to write: in the first that can be written; usually the
    ///     model's own folder, then the user's cache folder
    public StatisticsCache(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /// @param statistics the statistics
    /// @param file where they are kept; empty when no folder could be written, so that the next start scans again
    public record Cached(CorpusStatistics statistics, Optional<Path> file) {}

    /// The statistics, from disk when they are there, else by a scan.
    ///
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled; nothing is written then
    public Cached readOrScan(
            LoadedModel model, Corpus corpus, Workers workers, ProgressListener progress, CancelToken cancel) {
        StatisticsKey key = StatisticsKey.of(model, corpus);
        NodeIndex nodes = new NodeIndex(model.transformer().config());
        for (Path folder : folders) {
            Path file = folder.resolve(key.fileName());
            Optional<CorpusStatistics> found = read(file, key, nodes, corpus);
            if (found.isPresent()) return new Cached(found.get(), Optional.of(file));
        }
        CorpusStatistics statistics = new CorpusScan(model.transformer(), workers).run(corpus, progress, cancel);
        return new Cached(statistics, write(key, statistics));
    }

    private static Optional<CorpusStatistics> read(Path file, StatisticsKey key, NodeIndex nodes, Corpus corpus) {
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            return Optional.of(StatisticsFile.read(file, key, nodes, corpus.size()));
        } catch (IOException | ModelFormatException e) {
            // A cache that cannot be read is as good as none.
            return Optional.empty();
        }
    }

    private Optional<Path> write(StatisticsKey key, CorpusStatistics statistics) {
        for (Path folder : folders) {
            Path file = folder.resolve(key.fileName());
            try {
                Files.createDirectories(folder);
                StatisticsFile.write(file, key, statistics);
                return Optional.of(file);
            } catch (IOException e) {
                // The next folder may be writable; the caller is told when none was.
            }
        }
        return Optional.empty();
    }
}
