package org.circuitexplorer.engine.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.attribution.NodeSum.Source;
import org.circuitexplorer.engine.attribution.NodeSum.Term;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Golden;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node reads adds up to the value that the pass recorded, at every kind of site.
final class NodeSumsTest {
    private static final Path SAMPLE = Path.of("..", "sample-models", "tinypython-3L");
    private static final String TASK = "single_double_quote";
    private static final double CLOSE = 1e-5;

    @Test
    void everyValueOfTheSampleIsTheSumOfItsTerms() throws Exception {
        SparseTransformer model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken())
                .transformer();
        everyValueIsMade(model, batch(model), Interventions.NONE, new float[0]);
    }

    @Test
    void soIsEveryValueOfACircuitThatRunsAlone() throws Exception {
        SparseTransformer model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken())
                .transformer();
        CircuitDocument document =
                CircuitFile.read(SAMPLE.resolve("circuits").resolve(TASK + CircuitFile.SUFFIX), model);
        NodeIndex index = new NodeIndex(model.config());
        float[] mask = document.circuit().mask(index);
        everyValueIsMade(model, batch(model), Interventions.ofMask(index, mask, document.means(index)), mask);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat"})
    void soIsEveryValueOfModelsOfEveryForm(String name) throws Exception {
        TokenBatch batch = TokenBatch.of(List.of(new int[] {3, 17, 5, 42, 17, 8, 3, 60}, new int[] {9, 1}));
        everyValueIsMade(Golden.load(name).model(), batch, Interventions.NONE, new float[0]);
    }

    @Test
    void soIsEveryValueWhereTheStreamIsCut() {
        SparseTransformer model = SmallModel.createOther(4);
        TokenBatch batch = TokenBatch.of(List.of(new int[] {3, 17, 5, 4}, new int[] {9, 1}));
        everyValueIsMade(model, batch, Interventions.NONE, new float[0]);
        Activations seen = pass(model, batch, Interventions.NONE);
        NodeSums sums = new NodeSums(model, seen);
        Site last = new Site(1, SiteKind.MLP_READ);
        long lost = IntStream.range(0, model.config().modelWidth())
                .filter(c -> sums.of(new NodeId(last, c), 0, 2).lost())
                .count();
        assertThat(lost).isPositive();
    }

    /// @param mask which nodes keep their value; all when it is empty
    private static void everyValueIsMade(
            SparseTransformer model, TokenBatch batch, Interventions interventions, float[] mask) {
        Activations seen = pass(model, batch, interventions);
        NodeSums sums = new NodeSums(model, seen);
        NodeIndex index = new NodeIndex(model.config());
        Map<SiteKind, Integer> notZero = new EnumMap<>(SiteKind.class);
        for (int n = 0; n < index.size(); n++) {
            if (mask.length > 0 && mask[n] == 0) continue;
            NodeId node = index.node(n);
            for (int s = 0; s < batch.sequences(); s++) {
                int length = batch.length(s);
                // One token of each node of a whole model, every token of a circuit's.
                int first = mask.length == 0 ? n % length : 0;
                int end = mask.length == 0 ? first + 1 : length;
                for (int t = first; t < end; t++) {
                    NodeSum sum = sums.of(node, s, t);
                    isMade(sum, seen.at(node.site()).get(node.channel(), batch.start()[s] + t));
                    if (sum.shown() != 0) notZero.merge(node.site().kind(), 1, Integer::sum);
                }
            }
        }
        if (mask.length == 0) {
            assertThat(notZero).hasSize((int) Arrays.stream(SiteKind.values())
                    .filter(SiteKind::isNodeSite)
                    .count());
        } else {
            assertThat(notZero)
                    .containsKeys(SiteKind.ATTN_READ, SiteKind.ATTN_V, SiteKind.ATTN_WRITE, SiteKind.MLP_NEURON);
        }
    }

    private static void isMade(NodeSum sum, float recorded) {
        double largest = sum.terms().stream()
                .mapToDouble(t -> Math.abs(t.contribution()))
                .max()
                .orElse(0);
        assertThat(sum.shown()).isEqualTo(recorded);
        assertThat(sum.made())
                .as(sum.toString())
                .isCloseTo(recorded, within(CLOSE * Math.max(largest, Math.abs(recorded))));
        assertThat(sum.closes()).isTrue();
    }

    @Test
    void aFrozenNodeDoesNotCloseAndSaysByHowMuch() {
        SparseTransformer model = SmallModel.create(5);
        NodeIndex index = new NodeIndex(model.config());
        NodeId node = new NodeId(new Site(1, SiteKind.MLP_WRITE), 3);
        float[] mask = new float[index.size()];
        Arrays.fill(mask, 1f);
        mask[index.indexOf(node)] = 0;
        float[] means = new float[index.size()];
        means[index.indexOf(node)] = 7.5f;
        Activations seen = pass(model, TokenBatch.of(3, 17, 5), Interventions.ofMask(index, mask, means));
        NodeSum sum = new NodeSums(model, seen).of(node, 0, 1);
        assertThat(sum.shown()).isEqualTo(7.5f);
        assertThat(sum.closes()).isFalse();
        assertThat(sum.difference()).isCloseTo(7.5 - sum.made(), within(1e-9));
    }

    @Test
    void aReadOfTheSampleNamesEverythingThatIsWrittenToItsChannel() throws Exception {
        SparseTransformer model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken())
                .transformer();
        NodeSum sum = new NodeSums(model, pass(model, batch(model), Interventions.NONE))
                .of(new NodeId(new Site(2, SiteKind.ATTN_READ), 16), 0, 2);
        assertThat(sum.terms())
                .extracting(Term::source)
                .filteredOn(Source.Written.class::isInstance)
                .extracting(s -> ((Source.Written) s).write().name())
                .containsExactly(
                        "0.attn.resid_delta.16",
                        "0.mlp.resid_delta.16",
                        "1.attn.resid_delta.16",
                        "1.mlp.resid_delta.16");
        double factor = sum.norm().orElseThrow().factor();
        assertThat(sum.terms()).allSatisfy(t -> assertThat(t.weight()).isEqualTo(factor));
    }

    private static TokenBatch batch(SparseTransformer model) throws Exception {
        Task task = TaskReader.readAll(SAMPLE.resolve("tasks"), model.config()).stream()
                .filter(t -> t.name().equals(TASK))
                .findFirst()
                .orElseThrow();
        PromptPair pair = task.test().getFirst();
        return TokenBatch.of(List.of(pair.positive(), pair.negative()));
    }

    private static Activations pass(SparseTransformer model, TokenBatch batch, Interventions interventions) {
        try (Workers workers = Workers.forThisMachine()) {
            return new ForwardPass(model, workers)
                    .run(batch, interventions, Set.copyOf(model.config().sites()), LogitsAt.NONE);
        }
    }
}
