package org.circuitexplorer.engine.stats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.NamedTensor;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.SafetensorsWriter;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.model.NodeIndex;

/// Statistics as a safetensors file, with a digest of its own values, so that damage is noticed.
final class StatisticsFile {
    private static final String KEY = "key";
    private static final String DIGEST = "values_sha256";
    private static final int WIDEST_EXPONENT = 200;

    private final SafetensorsReader reader;
    private final Sha256 digest = new Sha256();

    private StatisticsFile(SafetensorsReader reader) {
        this.reader = reader;
    }

    static void write(Path path, StatisticsKey key, CorpusStatistics statistics) throws IOException {
        int nodes = statistics.nodes().size();
        CorpusStatistics.Values values = statistics.values();
        HistogramTable.Bins bins = statistics.bins();
        CorpusStatistics.Examples examples = statistics.examples();
        Sha256 digest = new Sha256();
        for (float[] array : List.of(values.mean(), values.min(), values.max())) digest.add(array);
        for (int[] array : List.of(
                values.zeros(),
                bins.exponent(),
                bins.first(),
                bins.counts(),
                bins.examples(),
                examples.top(),
                examples.bottom(),
                examples.zero())) {
            digest.add(array);
        }
        SafetensorsWriter.write(
                path,
                List.of(
                        NamedTensor.of("mean", values.mean(), nodes),
                        NamedTensor.of("min", values.min(), nodes),
                        NamedTensor.of("max", values.max(), nodes),
                        NamedTensor.of("zeros", values.zeros(), nodes),
                        NamedTensor.of("bin_exponent", bins.exponent(), nodes),
                        NamedTensor.of("first_bin", bins.first(), nodes),
                        NamedTensor.of("counts", bins.counts(), nodes, HistogramTable.BINS),
                        NamedTensor.of(
                                "bin_examples", bins.examples(), nodes, HistogramTable.BINS, HistogramTable.EXAMPLES),
                        NamedTensor.of("top", examples.top(), nodes, CorpusStatistics.EXAMPLES),
                        NamedTensor.of("bottom", examples.bottom(), nodes, CorpusStatistics.EXAMPLES),
                        NamedTensor.of("zero", examples.zero(), nodes, CorpusStatistics.EXAMPLES)),
                Map.of(KEY, key.sha256(), DIGEST, digest.hex()));
    }

    /// @param corpusSize number of tokens that were scanned
    /// @throws ModelFormatException when the file is damaged or belongs to something else
    static CorpusStatistics read(Path path, StatisticsKey key, NodeIndex nodes, int corpusSize)
            throws IOException, ModelFormatException {
        try (SafetensorsReader reader = SafetensorsReader.open(path)) {
            if (!key.sha256().equals(reader.metadata().get(KEY))) {
                throw new ModelFormatException(path, KEY, "expected " + key.sha256() + ", found another");
            }
            return new StatisticsFile(reader).read(nodes, corpusSize);
        }
    }

    private CorpusStatistics read(NodeIndex nodes, int corpusSize) throws ModelFormatException {
        int n = nodes.size();
        int bins = n * HistogramTable.BINS;
        float[] mean = floats("mean", n);
        float[] min = floats("min", n);
        float[] max = floats("max", n);
        CorpusStatistics statistics = new CorpusStatistics(
                nodes,
                corpusSize,
                new CorpusStatistics.Values(mean, min, max, ints("zeros", n, 0, corpusSize)),
                new HistogramTable.Bins(
                        ints("bin_exponent", n, -WIDEST_EXPONENT, WIDEST_EXPONENT),
                        ints("first_bin", n, Integer.MIN_VALUE, Integer.MAX_VALUE),
                        ints("counts", bins, 0, corpusSize),
                        positions("bin_examples", bins * HistogramTable.EXAMPLES, corpusSize)),
                new CorpusStatistics.Examples(
                        positions("top", n * CorpusStatistics.EXAMPLES, corpusSize),
                        positions("bottom", n * CorpusStatistics.EXAMPLES, corpusSize),
                        positions("zero", n * CorpusStatistics.EXAMPLES, corpusSize)));
        String found = digest.hex();
        if (!found.equals(reader.metadata().get(DIGEST))) {
            throw new ModelFormatException(reader.path(), DIGEST, "the values do not have the digest that is noted");
        }
        return statistics;
    }

    private float[] floats(String name, int count) throws ModelFormatException {
        float[] values = tensor(name, count).floats();
        digest.add(values);
        return values;
    }

    private int[] positions(String name, int count, int corpusSize) throws ModelFormatException {
        return ints(name, count, HistogramTable.NONE, corpusSize - 1);
    }

    private int[] ints(String name, int count, int least, int most) throws ModelFormatException {
        int[] values = tensor(name, count).ints();
        if (IntStream.of(values).anyMatch(v -> v < least || v > most)) {
            throw new ModelFormatException(
                    reader.path(), name, "expected numbers from " + least + " to " + most + ", found others");
        }
        digest.add(values);
        return values;
    }

    private StoredTensor tensor(String name, int count) throws ModelFormatException {
        StoredTensor tensor = reader.tensors().get(name);
        if (tensor == null || tensor.count() != count) {
            throw new ModelFormatException(reader.path(), name, "expected a tensor of " + count + " elements");
        }
        return tensor;
    }
}
