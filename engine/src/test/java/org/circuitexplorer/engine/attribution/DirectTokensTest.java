package org.circuitexplorer.engine.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.circuitexplorer.engine.attribution.DirectTokens.Ranking;
import org.circuitexplorer.engine.attribution.DirectTokens.TokenWeight;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;

/// Tokens next to a node, compared with products of dense matrices.
final class DirectTokensTest {
    private static final int ALL = 1000;

    @Test
    void aNeuronIsNextToTokensThroughItsWeightsAndTheNorms() {
        SparseTransformer model = SmallModel.create(3);
        ModelConfig config = model.config();
        Layer layer = model.layers().get(1);
        float[] in = layer.mlpIn().weight().toRowMajor();
        float[] out = layer.mlpOut().weight().toRowMajor();
        int neuron = 4;
        DirectTokens.Both both = new DirectTokens(model).of(new NodeId(new Site(1, SiteKind.MLP_NEURON), neuron), ALL);
        double[] writes = new double[config.vocabularySize()];
        double[] reads = new double[config.vocabularySize()];
        for (int t = 0; t < writes.length; t++) {
            for (int c = 0; c < config.modelWidth(); c++) {
                writes[t] += (double) model.unembedding().weight().get(t, c)
                        * model.finalNorm().weight()[c]
                        * out[c * config.mlpWidth() + neuron];
                reads[t] += (double) model.tokenEmbedding().get(t, c)
                        * layer.mlpNorm().weight()[c]
                        * in[neuron * config.readWidth() + c];
            }
        }
        isOrderOf(both.written().orElseThrow(), writes);
        isOrderOf(both.read().orElseThrow(), reads);
    }

    private static void isOrderOf(Ranking ranking, double[] weights) {
        assertThat(ranking.above() + ranking.below()).isPositive().isLessThanOrEqualTo(weights.length);
        int above = 0;
        int below = 0;
        for (double w : weights) {
            if (w > 1e-6) above++;
            if (w < -1e-6) below++;
        }
        assertThat(ranking.above()).isEqualTo(above).isEqualTo(ranking.raised().size());
        assertThat(ranking.below()).isEqualTo(below).isEqualTo(ranking.lowered().size());
        for (TokenWeight w : ranking.raised()) assertThat(w.weight()).isCloseTo(weights[w.token()], within(1e-6));
        for (TokenWeight w : ranking.lowered()) assertThat(w.weight()).isCloseTo(weights[w.token()], within(1e-6));
        assertThat(ranking.raised()).isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
        assertThat(ranking.lowered()).isSortedAccordingTo((a, b) -> Double.compare(a.weight(), b.weight()));
    }

    @Test
    void onlyWhatWritesToTheStreamIsNextToLogits() {
        for (SparseTransformer model : new SparseTransformer[] {SmallModel.create(1), SmallModel.createOther(1)}) {
            DirectTokens tokens = new DirectTokens(model);
            NodeIndex index = new NodeIndex(model.config());
            for (int n = 0; n < index.size(); n++) {
                NodeId node = index.node(n);
                DirectTokens.Both both = tokens.of(node, 3);
                SiteKind kind = node.site().kind();
                boolean position = kind.role() == SiteKind.Role.READ
                        && node.channel() >= model.config().modelWidth();
                assertThat(both.written().isPresent())
                        .as(node.name())
                        .isEqualTo(!position && kind != SiteKind.ATTN_Q && kind != SiteKind.ATTN_K);
                assertThat(both.read().isPresent()).as(node.name()).isEqualTo(!position);
                both.written().ifPresent(r -> assertThat(r.raised()).hasSizeLessThanOrEqualTo(3));
            }
        }
    }

    @Test
    void aWriteOfTheSampleRaisesTheTokensOfItsColumn() throws Exception {
        SparseTransformer model = ModelLoader.load(
                        Path.of("..", "sample-models", "tinypython-3L"), ProgressListener.NONE, new CancelToken())
                .transformer();
        NodeId write = new NodeId(new Site(2, SiteKind.ATTN_WRITE), 80);
        Ranking ranking = new DirectTokens(model).of(write, 5).written().orElseThrow();
        int nonZero = 0;
        for (int t = 0; t < model.config().vocabularySize(); t++) {
            if (model.unembedding().weight().get(t, 80) != 0) nonZero++;
        }
        assertThat(ranking.above() + ranking.below()).isEqualTo(nonZero);
        TokenWeight first = ranking.raised().getFirst();
        assertThat(first.weight())
                .isCloseTo(
                        (double) model.unembedding().weight().get(first.token(), 80)
                                * model.finalNorm().weight()[80],
                        within(1e-9));
    }
}
