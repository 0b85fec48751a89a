package org.circuitexplorer.engine.stats;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;

/// A small model and corpora for it.
final class ScanFixture {
    private ScanFixture() {}

    static LoadedModel model() {
        return load(resource("/fixtures/a_csp2/model.safetensors"));
    }

    static LoadedModel load(Path path) {
        try {
            return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
        } catch (IOException | ModelFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ScanFixture.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Random tokens.
    static Corpus corpus(LoadedModel model, int tokens) {
        Random random = new Random(3);
        int vocabulary = model.transformer().config().vocabularySize();
        return new Corpus(
                random.ints(tokens, 0, vocabulary).toArray(),
                model.transformer().config().blockSize());
    }
}
