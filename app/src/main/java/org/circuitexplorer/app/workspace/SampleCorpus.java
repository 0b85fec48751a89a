package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.circuitexplorer.engine.io.CorpusReader;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.stats.Corpus;
import org.jspecify.annotations.Nullable;

/// The corpus that lies beside a model.
public final class SampleCorpus {
    private static final String FILE = "corpus_sample_tokens_u16.bin";

    private SampleCorpus() {}

    /// Where it is, or should be.
    public static Path beside(LoadedModel loaded) {
        return loaded.directory().resolve(FILE);
    }

    /// @param file another corpus, which must be there; null for the one beside the model, if there is one
    /// @throws ModelFormatException when the file is not what it should be
    public static Optional<Corpus> read(LoadedModel loaded, @Nullable Path file)
            throws IOException, ModelFormatException {
        Path path = file == null ? beside(loaded) : file;
        if (file == null && !Files.isRegularFile(path)) return Optional.empty();
        ModelConfig config = loaded.transformer().config();
        return Optional.of(new Corpus(CorpusReader.tokens(path, config.vocabularySize()), config.blockSize()));
    }
}
