package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.MeanReader;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Workers;
import org.jspecify.annotations.Nullable;

/// The value at which each node of a model is frozen when a circuit does not keep it.
final class MeansOfModel {
    private static final String FILE = "mean_baseline_pretrain.pt";

    private MeansOfModel() {}

    /// @param corpus the corpus to take means over; null for the means that lie in the model's folder, or where there
    ///     are none for the corpus there
    static float[] of(LoadedModel loaded, @Nullable Path corpus, Workers workers, Console console)
            throws IOException, ModelFormatException, InputException {
        Path file = loaded.directory().resolve(FILE);
        if (corpus != null || !Files.isRegularFile(file)) {
            return ScannedCorpus.of(loaded, corpus, workers, console)
                    .statistics()
                    .means();
        }
        console.note("means are read from " + file);
        return read(loaded, file);
    }

    private static float[] read(LoadedModel loaded, Path file) throws IOException, ModelFormatException {
        NodeIndex index = new NodeIndex(loaded.transformer().config());
        NavigableMap<Site, float[]> means =
                MeanReader.read(file, loaded.transformer().config());
        float[] all = new float[index.size()];
        for (Site site : index.sites()) {
            float[] values = means.get(site);
            if (values == null) throw new ModelFormatException(file, site.name(), "is missing");
            System.arraycopy(values, 0, all, index.offset(site), values.length);
        }
        return all;
    }
}
