package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.jspecify.annotations.Nullable;

/// One call of [Pruner#prune].
final class PruneRun {
    /// What is tried often is tried on so many pairs.
    private static final int FEW_PAIRS = 40;

    private static final int MOST_TRIED = 5000;
    private static final int MOST_COMPILED = 20_000;

    /// Kicks in vain after which a circuit of one node would be left as it is; a larger one has more to try.
    private static final int KICKS_PER_NODE = 2;

    /// Factor on the target when the circuit has too many nodes.
    private static final double LOOSER = 1.1;

    private final ModelOnDevice device;
    private final SparseTransformer model;
    private final NodeIndex index;
    private final float[] means;
    private final Workers workers;
    private final PruneSettings settings;
    private final IntPredicate goesOn;
    private final ProgressReport report;
    private final CancelToken cancel;
    private final Random random;
    private final List<PromptPair> pairs;
    private final MaskObjective objective;
    private final EdgeIndex edges;
    /// What has to be closed in the end.
    private final List<TaskEvaluator> evaluators = new ArrayList<>();

    private @Nullable Ranking ranking;
    private final MetMasks met = new MetMasks();

    /// Most kicks in vain so far.
    private int furthest;

    private Effort effort = Effort.NONE;

    /// The smallest mask so far that met the target on the pairs it was tried on.
    private float[] best;

    PruneRun(
            ModelOnDevice device,
            float[] means,
            Workers workers,
            List<PromptPair> pairs,
            PruneSettings settings,
            IntPredicate goesOn,
            ProgressReport report,
            CancelToken cancel) {
        this.device = device;
        this.model = device.model();
        this.index = new NodeIndex(model.config());
        this.means = means;
        this.workers = workers;
        this.settings = settings;
        this.goesOn = goesOn;
        this.report = report;
        this.cancel = cancel;
        this.random = new Random(settings.seed());
        this.pairs = new ArrayList<>(pairs);
        Collections.shuffle(this.pairs, random);
        this.objective = objective(this.pairs);
        this.edges = EdgeIndex.of(model);
        this.best = new float[index.size()];
        Arrays.fill(best, 1f);
    }

    PruneResult run() {
        try {
            Ranking found = rank();
            ranking = found;
            Candidate start = cut(found);
            if (start.loss() <= settings.trainingTarget()) minimise(found, start);
            return result(true, Optional.empty());
        } catch (CancelledException e) {
            return result(false, Optional.empty());
        } catch (DeviceException e) {
            return result(false, Optional.of(e.sentence()));
        } finally {
            evaluators.forEach(TaskEvaluator::close);
        }
    }

    private Ranking rank() {
        return switch (settings.ranking()) {
            case LEARNED_MASKS -> learn();
            case ATTRIBUTION -> attribute();
        };
    }

    private Ranking attribute() {
        float[] gradient = new float[index.size()];
        double loss = withSlopes(slopes -> slopes.gradient(best, gradient));
        report.at(PruneStage.RANKING, 1, 1, loss, index.size());
        return Ranking.ofMagnitudes(gradient);
    }

    private Ranking learn() {
        List<PromptPair> learning = pairs.subList(0, pairs.size() - heldBack());
        return new LearnedRanking(device, means, settings, random, report, cancel).of(learning, smaller -> {
            best = smaller;
            met.add(smaller);
        });
    }

    private int heldBack() {
        return (int) (pairs.size() * settings.search().heldBackShare());
    }

    /// The shortest start of the ranking that meets the target: on pairs that the masks were not learned on, then on
    /// all. A mask on the way may have been smaller than any such start.
    private Candidate cut(Ranking ranking) {
        int held = heldBack();
        MaskObjective unseen = held == 0 ? objective : objective(pairs.subList(pairs.size() - held, pairs.size()));
        int guess = settings.ranking() == RankingMethod.LEARNED_MASKS ? ranking.positive() : index.size() / 16;
        Optional<Candidate> onTheWay = met.smallest(this::onAllPairs);
        onTheWay.ifPresent(smallest -> best = smallest.mask());
        int most = onTheWay.map(Candidate::nodes).orElse(index.size());
        SizeSearch search = new SizeSearch(
                ranking, most, cancel, (size, loss) -> report.at(PruneStage.BISECTING, 1, 2, loss, size));
        int size = search.smallest(unseen, settings.trainingTarget(), guess);
        size = search.enough(objective, settings.trainingTarget(), size);
        if (size == most && onTheWay.isPresent()) return onTheWay.get();
        best = ranking.top(size);
        return new Candidate(best, objective.loss(best));
    }

    private Optional<Candidate> onAllPairs(float[] mask) {
        cancel.throwIfCancelled();
        Candidate candidate = new Candidate(mask, objective.loss(mask));
        report.at(PruneStage.BISECTING, 0, 2, candidate.loss(), candidate.nodes());
        return Optional.of(candidate).filter(c -> c.loss() <= settings.trainingTarget());
    }

    /// Makes the circuit small, and when there are still too many nodes, smaller at larger losses.
    private void minimise(Ranking ranking, Candidate start) {
        double target = settings.trainingTarget();
        Candidate found =
                refine(remove(ranking, start), target, settings.search().kicks());
        while (settings.maxNodes() > 0 && found.nodes() > settings.maxNodes()) {
            target = Math.max(target, found.loss()) * LOOSER;
            found = refine(
                    removeSingly(found, target), target, settings.search().kicks() / 4);
        }
    }

    private Candidate removeSingly(Candidate start, double target) {
        GreedyRemoval removal = new GreedyRemoval(compile(start.mask(), pairs), edges, target, cancel, smaller -> {});
        return removal.removeSingly(start, 0, random);
    }

    private Candidate remove(Ranking ranking, Candidate start) {
        MaskLoss compiled = compile(start.mask(), pairs);
        Candidate all = new Candidate(start.mask(), compiled.loss(start.mask()));
        GreedyRemoval removal =
                new GreedyRemoval(compiled, edges, settings.trainingTarget(), cancel, new RemovalReport(all));
        Candidate fewer = removal.removeRuns(all, ranking.worstFirst(start.mask()));
        Candidate few = withSlopes(slopes -> removal.removeRuns(fewer, slopes));
        return removal.removeSingly(few, 0, random);
    }

    /// Keeps the smallest circuit so far and says how far removal is.
    private final class RemovalReport implements GreedyRemoval.Listener {
        private final int nodes;
        private Candidate smallest;

        RemovalReport(Candidate start) {
            this.nodes = start.nodes();
            this.smallest = start;
        }

        @Override
        public void removed(Candidate smaller) {
            smallest = smaller;
            best = smaller.mask();
            tried();
        }

        @Override
        public void tried() {
            int left = smallest.nodes();
            report.at(PruneStage.REMOVING, nodes - left, nodes, smallest.loss(), left);
        }
    }

    private Candidate refine(Candidate start, double target, int patience) {
        Refinement refinement = new Refinement(
                compile(start.mask(), pairs),
                compile(start.mask(), pairs.subList(0, Math.min(pairs.size(), FEW_PAIRS))),
                edges,
                new Pathways(index, edges),
                nodesToTry(),
                target,
                settings.search(),
                start,
                random,
                cancel);
        boolean asked = true;
        while (refinement.kicksInVain()
                < Math.min(patience, KICKS_PER_NODE * refinement.best().nodes())) {
            asked = goesOn.test(effort.kicks());
            if (!asked) break;
            refinement.kick();
            effort = new Effort(effort.kicks() + 1, false);
            furthest = Math.max(furthest, refinement.kicksInVain());
            best = refinement.best().mask();
            reportRefining(refinement.best(), furthest);
        }
        effort = new Effort(effort.kicks(), asked);
        refinement.finish();
        best = refinement.best().mask();
        reportRefining(refinement.best(), settings.search().kicks());
        return refinement.best();
    }

    private void reportRefining(Candidate found, int kicks) {
        report.at(PruneStage.REFINING, kicks, settings.search().kicks(), found.loss(), found.nodes());
    }

    /// All nodes, or in a large model those with the largest attribution.
    private int[] nodesToTry() {
        if (index.size() <= MOST_TRIED) return IntStream.range(0, index.size()).toArray();
        float[] whole = new float[index.size()];
        Arrays.fill(whole, 1f);
        float[] gradient = new float[index.size()];
        withSlopes(slopes -> slopes.gradient(whole, gradient));
        return Arrays.copyOf(Ranking.ofMagnitudes(gradient).order(), MOST_TRIED);
    }

    /// A universe of very many nodes takes more memory than it saves time; smaller ones within it are compiled.
    private MaskLoss compile(float[] universe, List<PromptPair> some) {
        if (new Candidate(universe, 0).nodes() <= MOST_COMPILED) {
            return new CompiledLoss(new CompiledCircuit(model, some, means, universe, workers), settings.loss());
        }
        MaskObjective whole = objective(some);
        return new MaskLoss() {
            @Override
            public double loss(float[] mask) {
                return whole.loss(mask);
            }

            @Override
            public MaskLoss within(float[] smaller) {
                return compile(smaller, some);
            }
        };
    }

    /// Measured on the processor, which is there whatever became of the device.
    private PruneResult result(boolean complete, Optional<String> failure) {
        double loss = settings.loss().of(new TaskEvaluator(model, pairs, workers).evaluate(best, means));
        Circuit circuit = Circuit.ofMask(index, best);
        if (ranking != null) {
            float[] score = ranking.score();
            for (NodeId node : circuit.nodeSet()) {
                circuit = circuit.withInfo(node, info -> info.withTau(score[index.indexOf(node)]));
            }
        }
        return new PruneResult(circuit, loss, loss <= settings.targetLoss(), complete, effort, failure);
    }

    /// Derivatives on all pairs, whose memory is given back: in a large model it is most of what a search takes.
    private <T> T withSlopes(Function<MaskObjective, T> use) {
        try (TaskEvaluator evaluator = new TaskEvaluator(device, pairs)) {
            return use.apply(new TaskObjective(evaluator, means, settings.loss()));
        }
    }

    private MaskObjective objective(List<PromptPair> part) {
        TaskEvaluator evaluator = new TaskEvaluator(device, part);
        evaluators.add(evaluator);
        return new TaskObjective(evaluator, means, settings.loss());
    }
}
