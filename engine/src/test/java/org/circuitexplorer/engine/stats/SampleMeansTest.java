package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.circuitexplorer.engine.io.CorpusReader;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.Test;

/// The means of the sample model over a part of its corpus against those that its training code left behind, which are
/// over all of the training corpus.
class SampleMeansTest {
    private static final int TOKENS = 48 * 1024;

    @Test
    void meansAgreeWithThoseOfTheTrainingCorpusAtEveryLocation() throws IOException, ModelFormatException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");
        LoadedModel model = ScanFixture.load(folder);
        NodeIndex nodes = new NodeIndex(model.transformer().config());
        int[] tokens = CorpusReader.tokens(folder.resolve("corpus_sample_tokens_u16.bin"), 1024);
        Corpus corpus = new Corpus(Arrays.copyOf(tokens, TOKENS), 128);
        try (Workers workers = Workers.forThisMachine();
                SafetensorsReader expected =
                        SafetensorsReader.open(ScanFixture.resource("/stats/mean_baseline_pretrain.safetensors"))) {
            float[] means = new CorpusScan(model.transformer(), workers)
                    .run(corpus, ProgressListener.NONE, new CancelToken())
                    .means();
            for (Site site : nodes.sites()) {
                int from = nodes.offset(site);
                float[] found = Arrays.copyOfRange(means, from, from + nodes.width(site));
                float[] wanted = Objects.requireNonNull(expected.tensors().get(site.name()))
                        .floats();
                assertThat(correlation(found, wanted)).as(site.name()).isGreaterThan(0.99);
            }
        }
    }

    private static double correlation(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }
}
