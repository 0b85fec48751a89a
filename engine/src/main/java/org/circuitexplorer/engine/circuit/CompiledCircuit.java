package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
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
    private final List<TreeStream> streams;
    private final StreamMemory memory;
    private final List<CompiledSublayer> sublayers;
    private final NodeIndex index;
    private final int[] firstNode;
    private final float[] universe;

    /// @param means the value at which each node outside the universe is frozen, and others when nothing else is said
    /// @param universe one value for each node, 0 for those that no circuit to be evaluated keeps
    public CompiledCircuit(
            SparseTransformer model, List<PromptPair> pairs, float[] means, float[] universe, Workers workers) {
        this(model, pairs, PrefixTree.of(PromptPair.prompts(pairs)), means, universe, workers);
    }

    /// The same with every prompt apart, so that each can be changed in its own way; slower, as nothing is shared.
    public static CompiledCircuit ofSinglePrompts(
            SparseTransformer model, List<PromptPair> pairs, float[] means, float[] universe, Workers workers) {
        return new CompiledCircuit(model, pairs, PrefixTree.apart(PromptPair.prompts(pairs)), means, universe, workers);
    }

    private CompiledCircuit(
            SparseTransformer model,
            List<PromptPair> pairs,
            List<PrefixTree> trees,
            float[] means,
            float[] universe,
            Workers workers) {
        this.model = model;
        this.pairs = List.copyOf(pairs);
        this.means = means;
        this.workers = workers;
        this.trees = trees;
        int tiles = trees.stream().mapToInt(PrefixTree::tiles).max().orElse(0);
        this.scratch = new CompiledScratch[workers.threads()];
        for (int i = 0; i < scratch.length; i++) scratch[i] = new CompiledScratch(model.config(), tiles);
        int count = 2 * model.config().layers();
        this.index = new NodeIndex(model.config());
        this.firstNode = IntStream.range(0, count)
                .map(s -> index.offset(new Site(s / 2, s % 2 == 0 ? SiteKind.ATTN_READ : SiteKind.MLP_READ)))
                .toArray();
        this.universe = universe.clone();
        StreamRows rows = StreamRows.all(model.config());
        this.streams = follow(rows);
        this.memory = new StreamMemory(trees, count, rows.count());
        CircuitCompiler compiler = new CircuitCompiler(model, depths(), universe, means);
        this.sublayers = IntStream.range(0, count).mapToObj(compiler::sublayer).toList();
    }

    private CompiledCircuit(
            CompiledCircuit other,
            SparseTransformer model,
            float[] universe,
            List<TreeStream> streams,
            StreamMemory memory) {
        this.model = model;
        this.pairs = other.pairs;
        this.means = other.means;
        this.workers = other.workers;
        this.trees = other.trees;
        this.scratch = other.scratch;
        this.index = other.index;
        this.firstNode = other.firstNode;
        this.universe = universe.clone();
        this.streams = streams;
        this.memory = memory;
        CircuitCompiler compiler = new CircuitCompiler(model, depths(), universe, means);
        this.sublayers = IntStream.range(0, firstNode.length)
                .mapToObj(s -> sameNodes(s, other.universe) && sameWeights(s, other.model)
                        ? other.sublayers.get(s)
                        : compiler.sublayer(s))
                .toList();
    }

    private int depths() {
        return trees.stream().flatMapToInt(t -> Arrays.stream(t.depth())).max().orElse(0) + 1;
    }

    private List<TreeStream> follow(StreamRows rows) {
        FrozenChannels frozen = new FrozenChannels(model, means, rows);
        TreeStream[] along = new TreeStream[trees.size()];
        workers.forEach(along.length, (worker, t) -> along[t] = frozen.along(trees.get(t)));
        return List.of(along);
    }

    private boolean sameNodes(int sublayer, float[] others) {
        int from = firstNode[sublayer];
        int to = sublayer + 1 < firstNode.length ? firstNode[sublayer + 1] : universe.length;
        return Arrays.equals(universe, from, to, others, from, to);
    }

    private boolean sameWeights(int sublayer, SparseTransformer others) {
        Layer here = model.layers().get(sublayer / 2);
        Layer there = others.layers().get(sublayer / 2);
        return sublayer % 2 == 0
                ? here.attentionIn() == there.attentionIn() && here.attentionOut() == there.attentionOut()
                : here.mlpIn() == there.mlpIn() && here.mlpOut() == there.mlpOut();
    }

    /// The same for a model with other linear maps in its layers, such as one of [EdgeAblation]. Sublayers that share
    /// their maps are not compiled again. Shares memory with this one: still one caller at a time.
    ///
    /// @param edited the same but for those maps
    public CompiledCircuit with(SparseTransformer edited) {
        return new CompiledCircuit(this, edited, universe, streams, memory);
    }

    /// The same for another universe; the smaller, the faster. Sublayers with the same nodes are not compiled again.
    /// Shares memory with this one: still one caller at a time.
    ///
    /// @param universe any, but nothing outside that of [#only] where this circuit comes from it
    public CompiledCircuit within(float[] universe) {
        return new CompiledCircuit(this, model, universe, streams, memory);
    }

    /// As [#within], and from here on nothing outside the universe will be kept. Where that leaves much of the stream
    /// as it is this takes as long as an evaluation, and evaluations become faster.
    public CompiledCircuit only(float[] universe) {
        StreamRows few = StreamRows.of(model, universe, pairs);
        // Not worth it where most channels are still followed.
        if (2 * few.count() > streams.getFirst().rows().count()) return within(universe);
        StreamMemory narrow = new StreamMemory(trees, sublayers.size(), few.count());
        return new CompiledCircuit(this, model, universe, follow(few), narrow);
    }

    /// Remembers the streams of a circuit, so that circuits that differ from it only in later layers are evaluated from
    /// there on. The results are the same to rounding.
    public void remember(float[] mask) {
        if (memory.isAvailable()) remember(new NodeMask(index, mask, means));
    }

    private void remember(NodeMask mask) {
        int from = firstChanged(mask);
        TreeMask masked = TreeMask.of(mask);
        workers.forEach(trees.size(), (worker, t) -> runSublayers(t, from, masked, scratch[worker], true));
        memory.keep(model, mask);
    }

    /// @param mask for each node of the model 0 or 1; 0 for every node outside the universe
    public TaskResult evaluate(float[] mask) {
        return evaluate(new NodeMask(index, mask, means));
    }

    /// As above, with nodes of the universe kept in part or frozen at other values than their means.
    ///
    /// @param mask 0 for every node outside the universe, whose filling does not count
    public TaskResult evaluate(NodeMask mask) {
        TreeMask masked = TreeMask.of(mask);
        return evaluate(firstChanged(mask), tree -> masked);
    }

    /// As above, with further changes of nodes of the universe on top, at all tokens or some.
    public TaskResult evaluate(NodeMask mask, Interventions further) {
        return evaluate(firstChanged(mask, List.of(further)), tree -> TreeMask.of(mask, further, tree));
    }

    /// As above, with changes that differ from prompt to prompt, for a circuit [#ofSinglePrompts].
    ///
    /// @param further one for each prompt, the positive one of each pair before the negative one
    public TaskResult evaluate(NodeMask mask, List<Interventions> further) {
        return evaluate(firstChanged(mask, further), tree -> TreeMask.of(mask, further, tree));
    }

    private TaskResult evaluate(int from, Function<PrefixTree, TreeMask> mask) {
        float[] differences = new float[2 * pairs.size()];
        workers.forEach(
                trees.size(), (worker, t) -> run(t, from, mask.apply(trees.get(t)), scratch[worker], differences));
        return TaskResult.of(differences);
    }

    private void run(int tree, int from, TreeMask mask, CompiledScratch scratch, float[] differences) {
        runSublayers(tree, from, mask, scratch, false);
        readOut(streams.get(tree), scratch, differences);
    }

    /// Evaluates many masks, each on one thread: with few prompts that keeps threads busier than sharing them.
    ///
    /// @param masks each 0 for every node outside the universe
    public List<TaskResult> evaluateEach(List<float[]> masks) {
        return each(masks, mask -> this);
    }

    /// The same where each mask is the universe, as in [#within].
    public List<TaskResult> evaluateEachWithin(List<float[]> masks) {
        return each(masks, this::within);
    }

    private List<TaskResult> each(List<float[]> masks, Function<float[], CompiledCircuit> universe) {
        TaskResult[] results = new TaskResult[masks.size()];
        workers.forEach(results.length, (worker, i) -> {
            CompiledCircuit circuit = universe.apply(masks.get(i));
            NodeMask mask = new NodeMask(index, masks.get(i), means);
            int from = circuit.firstChanged(mask);
            TreeMask masked = TreeMask.of(mask);
            float[] differences = new float[2 * pairs.size()];
            for (int t = 0; t < trees.size(); t++) circuit.run(t, from, masked, scratch[worker], differences);
            results[i] = TaskResult.of(differences);
        });
        return List.of(results);
    }

    /// The first sublayer in which a mask or the model's maps differ from the remembered ones.
    private int firstChanged(NodeMask mask) {
        if (!memory.isFilled()) return 0;
        int sublayer = sublayerOf(mask.firstDifference(memory.mask()));
        int edited = 0;
        while (edited < sublayer && sameWeights(edited, memory.model())) edited++;
        return edited;
    }

    private int firstChanged(NodeMask mask, List<Interventions> further) {
        int from = firstChanged(mask);
        for (Interventions changes : further) {
            for (Site site : changes.sites()) from = Math.min(from, sublayerOf(index.offset(site)));
        }
        return from;
    }

    /// The sublayer of a node; the last one for none.
    private int sublayerOf(int node) {
        int sublayer = sublayers.size() - 1;
        while (node >= 0 && firstNode[sublayer] > node) sublayer--;
        return sublayer;
    }

    private void runSublayers(int number, int from, TreeMask mask, CompiledScratch scratch, boolean remember) {
        TreeStream stream = streams.get(number);
        int tiles = stream.tree().tiles();
        if (memory.isFilled()) {
            memory.restore(number, from, scratch.stream, tiles);
        } else {
            for (int tile = 0; tile < tiles; tile++) stream.embed(model, tile, scratch.stream[tile]);
        }
        for (int s = from; s < sublayers.size(); s++) {
            if (remember) memory.save(number, s, scratch.stream, tiles);
            sublayers.get(s).run(stream, mask, scratch);
        }
    }

    private void readOut(TreeStream stream, CompiledScratch scratch, float[] differences) {
        PrefixTree tree = stream.tree();
        StreamRows rows = stream.rows();
        int ends = tree.prompt().length;
        float[] last = new float[rows.count() * TILE];
        float[] normed = new float[rows.count() * TILE];
        double[] squares = new double[TILE];
        for (int first = 0; first < ends; first += TILE) {
            int columns = Math.min(TILE, ends - first);
            for (int j = 0; j < columns; j++) {
                int column = tree.last()[first + j];
                gather(scratch.stream, column, last, j);
                squares[j] = stream.squares()[sublayers.size()][column];
            }
            scratch.normalization.forward(model.finalNorm(), rows.channel(), last, squares, 0, normed);
            for (int j = 0; j < columns; j++) {
                int token = tree.token()[tree.last()[first + j]];
                int prompt = tree.prompt()[first + j];
                differences[prompt] = difference(prompt, token, rows, normed, j);
            }
        }
    }

    private static void gather(float[][] stream, int column, float[] to, int at) {
        float[] from = stream[column / TILE];
        for (int r = 0; r < to.length / TILE; r++) to[r * TILE + at] = from[r * TILE + column % TILE];
    }

    /// Logit of the wanted answer less that of the other.
    private float difference(int prompt, int token, StreamRows rows, float[] normed, int column) {
        PromptPair pair = pairs.get(prompt / 2);
        boolean positive = prompt % 2 == 0;
        return logit(pair.wanted(positive), token, rows, normed, column)
                - logit(pair.wanted(!positive), token, rows, normed, column);
    }

    private float logit(int answer, int token, StreamRows rows, float[] normed, int column) {
        CsrMatrix w = model.unembedding().weight();
        float sum = model.unembedding().bias()[answer];
        for (int at = w.rowStart()[answer]; at < w.rowStart()[answer + 1]; at++) {
            sum += w.value()[at] * normed[rows.rowOf()[w.column()[at]] * TILE + column];
        }
        return model.bigram() == null ? sum : sum + model.bigram().get(token, answer);
    }
}
