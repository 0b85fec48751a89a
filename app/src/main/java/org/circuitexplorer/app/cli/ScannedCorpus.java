package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.StatisticsCache;
import org.jspecify.annotations.Nullable;

/// A corpus with the statistics of a model over it, kept from an earlier command or made now.
record ScannedCorpus(Corpus corpus, CorpusStatistics statistics) {
    /// @param file the corpus; null for the sample in the model's folder
    static ScannedCorpus of(LoadedModel loaded, @Nullable Path file, Workers workers, Console console)
            throws IOException, ModelFormatException, InputException {
        Corpus corpus = SampleCorpus.read(loaded, file)
                .orElseThrow(() -> new InputException(SampleCorpus.beside(loaded)
                        + ": there is no such file; say with --corpus which corpus to take means over"));
        Path userCache = UserFolders.ofThisUser().cache();
        StatisticsCache.Cached cached = new StatisticsCache(List.of(loaded.directory(), userCache))
                .readOrScan(loaded, corpus, workers, console.progress(), new CancelToken());
        if (cached.file().isEmpty()) console.note("warning: the statistics could not be kept, no folder is writable");
        return new ScannedCorpus(corpus, cached.statistics());
    }
}
