package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;

/// Reads mean activations, `mean_baseline_pretrain.pt`: the full name of a site, its mean of every channel.
public final class MeanReader {
    private MeanReader() {}

    /// The means of every site that the file has, in order of execution.
    ///
    /// @param model the model that the means belong to
    /// @throws ModelFormatException when a site or the number of its channels is not the model's
    public static NavigableMap<Site, float[]> read(Path path, ModelConfig model)
            throws IOException, ModelFormatException {
        NavigableMap<Site, float[]> means = new TreeMap<>();
        try (TensorFile file = TensorFile.open(path)) {
            for (StoredTensor tensor : file.tensors().values()) {
                Site site = Site.parse(tensor.name(), model.layers())
                        .orElseThrow(() ->
                                new ModelFormatException(path, tensor.name(), "the model has no such place to record"));
                int width = model.width(site.kind());
                if (!Arrays.equals(tensor.shape(), new long[] {width})) {
                    throw new ModelFormatException(
                            path,
                            tensor.name(),
                            "has shape " + Arrays.toString(tensor.shape()) + ", expected [" + width + "]");
                }
                means.put(site, tensor.floats());
            }
        }
        return means;
    }
}
