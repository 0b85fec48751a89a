package org.circuitexplorer.engine.stats;

import java.util.List;
import java.util.TreeSet;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.model.ModelConfig;

/// What statistics depend on: the weights, the configuration they are used with, the corpus and how it is cut, and the
/// version of this program's way of counting.
///
/// @param sha256 digest of all of it, 64 hexadecimal digits
record StatisticsKey(String sha256) {
    /// Raised when anything that is stored, or how it is computed, changes.
    private static final int VERSION = 1;

    static StatisticsKey of(LoadedModel model, Corpus corpus) {
        String text = String.join(
                "\n",
                "statistics " + VERSION,
                model.sha256(),
                describe(model.transformer().config()));
        return new StatisticsKey(new Sha256()
                .add(text)
                .add(corpus.blockSize())
                .add(corpus.tokens())
                .hex());
    }

    /// The name of the file that holds the statistics.
    String fileName() {
        return "statistics-" + sha256.substring(0, 16) + ".safetensors";
    }

    /// What of the configuration the activations depend on; a set has no order of its own, so it is sorted.
    private static String describe(ModelConfig c) {
        List<?> shape = List.of(c.vocabularySize(), c.layers(), c.heads(), c.headWidth(), c.modelWidth(), c.mlpWidth());
        List<?> variant = List.of(c.positionWidth(), c.rmsNorm(), c.activation(), c.residualActivation(), c.sink());
        return shape + " " + variant + " " + c.topKFraction() + " " + new TreeSet<>(c.topKPlaces());
    }
}
