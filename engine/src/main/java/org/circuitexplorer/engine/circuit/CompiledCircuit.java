package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskResult;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Task loss of circuits that lie within a small universe of nodes. Whatever lies outside is frozen at its mean, so it
/// is folded into constants once; what is left costs a small part of a full pass. Prompts that begin alike share
/// their beginning. Agrees with [org.circuitexplorer.engine.task.TaskEvaluator] to rounding.
///
/// Not thread-safe: one caller at a time, who shares the [Workers].
public final class CompiledCircuit {
    private final SparseTransformer model;
    private final List<PromptPair> pairs;
    private final float[] means;
    private final Workers workers;
    private final List<PrefixTree> trees;
    private final CompiledScratch[] scratch;
    private final StreamMemory memory;
    private final List<CompiledSublayer> sublayers;
    private final NodeIndex index;
    private final int[] firstNode;
    private final float[] universe;

    /// @param means the value at which each node outside the universe is frozen, and others when nothing else is said
    /// @param universe one value for each node, 0 for those that no circuit to be evaluated keeps
    public CompiledCircuit(
            SparseTransformer model, List<PromptPair> pairs, float[] means, float[] universe, Workers workers) {
        this.model = model;
        this.pairs = List.copyOf(pairs);
        this.means = means;
        this.workers = workers;
        this.trees = PrefixTree.of(pairs.stream()
                .flatMap(pair -> Stream.of(pair.positive(), pair.negative()))
                .toList());
        int tiles = trees.stream().mapToInt(PrefixTree::tiles).max().orElse(0);
        this.scratch = new CompiledScratch[workers.threads()];
        for (int i = 0; i < scratch.length; i++) scratch[i] = new CompiledScratch(model.config(), tiles);
        int count = 2 * model.config().layers();
        this.memory = new StreamMemory(trees, count, model.config().modelWidth());
        this.index = new NodeIndex(model.config());
        this.firstNode = IntStream.range(0, count)
                .map(s -> index.offset(new Site(s / 2, s % 2 == 0 ? SiteKind.ATTN_READ : SiteKind.MLP_READ)))
                .toArray();
        this.universe = universe.clone();
        CircuitCompiler compiler = new CircuitCompiler(model, universe, means);
        this.sublayers = IntStream.range(0, count).mapToObj(compiler::sublayer).toList();
    }

    private CompiledCircuit(CompiledCircuit other, float[] universe) {
        this.model = other.model;
        this.pairs = other.pairs;
        this.means = other.means;
        this.workers = other.workers;
        this.trees = other.trees;
        this.scratch = other.scratch;
        this.memory = other.memory;
        this.index = other.index;
        this.firstNode = other.firstNode;
        this.universe = universe.clone();
        CircuitCompiler compiler = new CircuitCompiler(model, universe, means);
        this.sublayers = IntStream.range(0, firstNode.length)
                .mapToObj(s -> sameNodes(s, other.universe) ? other.sublayers.get(s) : compiler.sublayer(s))
                .toList();
    }

    private boolean sameNodes(int sublayer, float[] others) {
        int from = firstNode[sublayer];
        int to = sublayer + 1 < firstNode.length ? firstNode[sublayer + 1] : universe.length;
        return Arrays.equals(universe, from, to, others, from, to);
    }

    /// The same for another universe; the smaller, the faster. Sublayers with the same nodes are not compiled again.
    /// Shares memory with this one: still one caller at a time.
    public CompiledCircuit within(float[] universe) {
        return new CompiledCircuit(this, universe);
    }

    /// Remembers the streams of a circuit, so that circuits that differ from it only in later layers are evaluated from
    /// there on. The results are the same to rounding.
    public void remember(float[] mask) {
        if (memory.isAvailable()) remember(new NodeMask(index, mask, means));
    }

    private void remember(NodeMask mask) {
        int from = firstChanged(mask);
        workers.forEach(trees.size(), (worker, t) -> runSublayers(t, from, mask, scratch[worker], true));
        memory.keep(mask);
    }

    /// @param mask for each node of the model 0 or 1; 0 for every node outside the universe
    public TaskResult evaluate(float[] mask) {
        return evaluate(new NodeMask(index, mask, means));
    }

    /// As above, with nodes of the universe kept in part or frozen at other values than their means.
    ///
    /// @param mask 0 for every node outside the universe, whose filling does not count
    public TaskResult evaluate(NodeMask mask) {
        float[] differences = new float[2 * pairs.size()];
        int from = firstChanged(mask);
        workers.forEach(trees.size(), (worker, t) -> {
            runSublayers(t, from, mask, scratch[worker], false);
            readOut(trees.get(t), scratch[worker], differences);
        });
        return TaskResult.of(differences);
    }

    /// The first sublayer in which a mask differs from the remembered one.
    private int firstChanged(NodeMask mask) {
        if (!memory.isFilled()) return 0;
        int node = mask.firstDifference(memory.mask());
        int sublayer = sublayers.size() - 1;
        while (node >= 0 && firstNode[sublayer] > node) sublayer--;
        return sublayer;
    }

    private void runSublayers(int number, int from, NodeMask mask, CompiledScratch scratch, boolean remember) {
        PrefixTree tree = trees.get(number);
        if (memory.isFilled()) {
            memory.restore(number, from, scratch.stream, tree.tiles());
        } else {
            for (int tile = 0; tile < tree.tiles(); tile++) embed(tree, tile, scratch.stream[tile]);
        }
        for (int s = from; s < sublayers.size(); s++) {
            if (remember) memory.save(number, s, scratch.stream, tree.tiles());
            sublayers.get(s).run(tree, mask, scratch);
        }
    }

    private int streamTile() {
        return model.config().modelWidth() * TILE;
    }

    private void readOut(PrefixTree tree, CompiledScratch scratch, float[] differences) {
        int ends = tree.prompt().length;
        float[] last = new float[streamTile()];
        float[] normed = new float[streamTile()];
        for (int first = 0; first < ends; first += TILE) {
            int columns = Math.min(TILE, ends - first);
            for (int j = 0; j < columns; j++) gather(scratch.stream, tree.last()[first + j], last, j);
            scratch.normalization.forward(model.finalNorm(), last, normed);
            for (int j = 0; j < columns; j++) {
                int token = tree.token()[tree.last()[first + j]];
                int prompt = tree.prompt()[first + j];
                differences[prompt] = difference(prompt, token, normed, j);
            }
        }
    }

    private void embed(PrefixTree tree, int tile, float[] stream) {
        Arrays.fill(stream, 0f);
        boolean addPositions = model.config().positionWidth() == 0;
        for (int j = 0; j < tree.columns(tile); j++) {
            int column = tile * TILE + j;
            addRow(model.tokenEmbedding(), tree.token()[column], stream, j);
            if (addPositions) addRow(model.positionEmbedding(), tree.depth()[column], stream, j);
        }
    }

    private static void addRow(CsrMatrix embedding, int row, float[] stream, int column) {
        for (int at = embedding.rowStart()[row]; at < embedding.rowStart()[row + 1]; at++) {
            stream[embedding.column()[at] * TILE + column] += embedding.value()[at];
        }
    }

    private static void gather(float[][] stream, int column, float[] to, int at) {
        float[] from = stream[column / TILE];
        for (int c = 0; c < to.length / TILE; c++) to[c * TILE + at] = from[c * TILE + column % TILE];
    }

    /// Logit of the wanted answer less that of the other.
    private float difference(int prompt, int token, float[] normed, int column) {
        PromptPair pair = pairs.get(prompt / 2);
        boolean positive = prompt % 2 == 0;
        int wanted = positive ? pair.positiveAnswer() : pair.negativeAnswer();
        int other = positive ? pair.negativeAnswer() : pair.positiveAnswer();
        return logit(wanted, token, normed, column) - logit(other, token, normed, column);
    }

    private float logit(int answer, int token, float[] normed, int column) {
        CsrMatrix w = model.unembedding().weight();
        float sum = model.unembedding().bias()[answer];
        for (int at = w.rowStart()[answer]; at < w.rowStart()[answer + 1]; at++) {
            sum += w.value()[at] * normed[w.column()[at] * TILE + column];
        }
        return model.bigram() == null ? sum : sum + model.bigram().get(token, answer);
    }
}
