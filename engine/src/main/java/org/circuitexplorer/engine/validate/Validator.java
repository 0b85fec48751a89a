package org.circuitexplorer.engine.validate;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Calibration;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Examines a circuit: see [Dossier] for what is measured.
public final class Validator {
    private final LoadedModel loaded;
    private final Optional<Corpus> corpus;
    private final Workers workers;
    private final String program;
    private final ModelOnDevice device;
    private final Optional<Path> kept;

    /// @param corpus for values resampled from it; without one that ablation is left out
    /// @param program name and version of the program, for the record
    public Validator(LoadedModel loaded, Optional<Corpus> corpus, Workers workers, String program) {
        this(loaded, corpus, workers, program, CpuDevice.open(loaded.transformer(), workers), Optional.empty());
    }

    private Validator(
            LoadedModel loaded,
            Optional<Corpus> corpus,
            Workers workers,
            String program,
            ModelOnDevice device,
            Optional<Path> kept) {
        this.loaded = loaded;
        this.corpus = corpus;
        this.workers = workers;
        this.program = program;
        this.device = device;
        this.kept = kept;
    }

    /// The same with passes of the whole model computed on a device. Compiled circuits and other models, which the
    /// controls prune, stay on the processor.
    public Validator on(ModelOnDevice other) {
        return new Validator(loaded, corpus, workers, program, other, kept);
    }

    /// The same with finished parts kept in a folder, whatever becomes of the rest: a validation of the same circuit,
    /// model, task, corpus and settings takes them from there.
    public Validator keepingIn(Path folder) {
        return new Validator(loaded, corpus, workers, program, device, Optional.of(folder));
    }

    /// @param task the circuit's task; its test pairs are those the circuit has not seen, and where there are none the
    ///     training pairs stand in
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    /// @throws IllegalArgumentException when the task has no pairs or the circuit does not fit the model
    public Dossier validate(
            CircuitDocument document,
            Task task,
            ValidationSettings settings,
            ProgressListener progress,
            CancelToken cancel) {
        Run run = new Run(document, task, settings, progress, cancel);
        return run.dossier(run.parts, Instant::now);
    }

    /// What an earlier validation has found out and kept; empty where a part of it is missing. Nothing is measured.
    public Optional<Dossier> known(CircuitDocument document, Task task, ValidationSettings settings) {
        if (task.unseen().isEmpty()) return Optional.empty();
        try {
            Run run = new Run(document, task, settings, ProgressListener.NONE, new CancelToken());
            return Optional.of(run.dossier(run.parts.unmeasured(), run.parts::written));
        } catch (FinishedParts.Missing e) {
            return Optional.empty();
        }
    }

    private final class Run {
        private final CircuitDocument document;
        private final Task task;
        private final ValidationSettings settings;
        private final ProgressListener progress;
        private final CancelToken cancel;
        private final Subject subject;
        private final List<PromptPair> pairs;
        private final PairRunner runner;
        private final TaskEvaluator evaluator;
        private final Bootstrap bootstrap;
        private final FinishedParts parts;
        // None is needed where the parts that it serves are there already.
        private final Lazy<Outcome> model;
        private final Lazy<Outcome> nothing;
        private final Lazy<Outcome> circuit;
        private final Lazy<LeaveOneOut> leaveOneOut;
        private final Lazy<FewPairs> few;

        Run(
                CircuitDocument document,
                Task task,
                ValidationSettings settings,
                ProgressListener progress,
                CancelToken cancel) {
            this.document = document;
            this.task = task;
            this.settings = settings;
            this.progress = progress;
            this.cancel = cancel;
            NodeIndex index = new NodeIndex(loaded.transformer().config());
            this.subject = new Subject(loaded.transformer(), index, document.means(index), document.circuit(), workers);
            this.pairs = some(task.unseen());
            if (pairs.isEmpty()) throw new IllegalArgumentException(task.name() + ": expected pairs, found none");
            this.runner = new PairRunner(device, pairs);
            this.evaluator = new TaskEvaluator(device, pairs);
            this.bootstrap = new Bootstrap(pairs.size(), settings.resamples(), settings.seed());
            this.model = new Lazy<>(() -> runner.run(Interventions.NONE));
            this.nothing = new Lazy<>(() -> runner.run(subject.nothing()));
            this.circuit = new Lazy<>(() -> runner.run(subject.circuitAlone()));
            this.leaveOneOut = new Lazy<>(() -> new LeaveOneOut(subject, pairs, bootstrap));
            this.few = new Lazy<>(() -> new FewPairs(subject, pairs, settings));
            ModelConfig config = loaded.transformer().config();
            this.parts = kept.map(folder -> FinishedParts.in(
                            folder, "validation", ValidationKey.of(loaded, document, task, settings, corpus), config))
                    .orElseGet(() -> FinishedParts.none(config));
        }

        private List<PromptPair> some(List<PromptPair> all) {
            return all.subList(0, Math.min(all.size(), settings.mostPairs()));
        }

        Dossier dossier(FinishedParts parts, Supplier<Instant> made) {
            progress.at("running circuit and model", 0, 0);
            Faithfulness faithfulness = parts.get("faithfulness", Faithfulness.class, this::measureFaithfulness);
            List<AblationLoss> ablations = parts.list("ablations", AblationLoss.class, this::ablations);
            List<NodeEffect> nodes = parts.list(
                    "nodes", NodeEffect.class, () -> leaveOneOut.get().nodes(progress, cancel));
            List<EdgeEffect> edges = parts.list(
                    "edges", EdgeEffect.class, () -> leaveOneOut.get().edges(progress, cancel));
            List<WeakestPair> weakest = parts.list(
                    "weakest pair",
                    WeakestPair.class,
                    () -> leaveOneOut.get().weakestPair(nodes, progress, cancel).stream()
                            .toList());
            SizeCurve sizes = parts.get("sizes", SizeCurve.class, () -> sizes(nodes));
            SizeLosses orders = parts.get("orders", SizeLosses.class, this::orders);
            Completeness completeness = parts.get(
                    "completeness",
                    Completeness.class,
                    () -> new KnockOuts(subject, runner, bootstrap)
                            .run(settings.knockOuts(), settings.seed(), progress, cancel));
            Interchange interchange = parts.get(
                    "interchange",
                    Interchange.class,
                    () -> new BinInterchange(few.get(), settings).run(nodes, progress, cancel));
            Copies copies =
                    parts.get("copies", Copies.class, () -> new CopySearch(few.get()).run(nodes, progress, cancel));
            Ends ends = parts.get(
                    "ends",
                    Ends.class,
                    () -> new NeededTokens(few.get(), corpus, loaded.tokenizer()).find(progress, cancel));
            List<VariationResult> variations = parts.list(
                    "variations",
                    VariationResult.class,
                    () -> new VariedPrompts(subject, loaded.tokenizer(), settings).run(pairs, progress, cancel));
            RandomSets random = parts.get(
                    "random sets",
                    RandomSets.class,
                    () -> RandomSets.draw(
                            subject,
                            evaluator,
                            LossKind.RAW,
                            settings.randomSets(),
                            settings.seed(),
                            progress,
                            cancel));
            Optional<List<PruningControl>> pruning = settings.pruning()
                    ? Optional.of(
                            new ControlPruning(subject, task, corpus, settings.seed()).run(parts, progress, cancel))
                    : Optional.empty();
            Optional<SeedOverlap> seeds = settings.pruning()
                    ? Optional.of(new OtherSeeds(subject, task, circuit, runner, bootstrap)
                            .run(settings.seed(), parts, progress, cancel))
                    : Optional.empty();
            Dossier plain = new Dossier(
                    document,
                    pairs.size(),
                    faithfulness,
                    ablations,
                    nodes,
                    edges,
                    weakest.stream().findFirst(),
                    sizes,
                    orders,
                    completeness,
                    interchange,
                    copies,
                    ends,
                    variations,
                    random,
                    pruning,
                    seeds,
                    List.of(),
                    settings,
                    program,
                    made.get().truncatedTo(ChronoUnit.SECONDS));
            return plain.withFlags(Flags.of(plain));
        }

        private Faithfulness measureFaithfulness() {
            Outcome alone = circuit.get();
            Outcome without = runner.run(subject.withoutCircuit());
            List<PromptPair> seen = some(task.seen());
            Outcome train = new PairRunner(device, seen).run(subject.circuitAlone());
            Calibration calibration = Calibration.fit(train.result());
            cancel.throwIfCancelled();
            return new Faithfulness(
                    bootstrap.mean(model.get().losses()),
                    bootstrap.mean(alone.losses()),
                    bootstrap.mean(
                            Outcome.perPair(calibration.apply(alone.result()).losses())),
                    bootstrap.mean(without.losses()),
                    bootstrap.mean(nothing.get().losses()),
                    new Bootstrap(seen.size(), settings.resamples(), settings.seed()).mean(train.losses()),
                    faithfulness(alone),
                    bootstrap.mean(alone.divergence(model.get())),
                    bootstrap.mean(alone.disagreement(model.get())));
        }

        private Estimate faithfulness(Outcome of) {
            return bootstrap.ratio(
                    difference(of.differences(), nothing.get().differences()),
                    difference(model.get().differences(), nothing.get().differences()));
        }

        private static double[] difference(double[] a, double[] b) {
            double[] difference = new double[a.length];
            Arrays.setAll(difference, i -> a[i] - b[i]);
            return difference;
        }

        private List<AblationLoss> ablations() {
            OtherAblations others = new OtherAblations(subject, runner, corpus);
            List<AblationLoss> losses = new ArrayList<>();
            for (AblationKind kind : others.kinds()) {
                cancel.throwIfCancelled();
                progress.at(
                        "ablating in other ways", losses.size(), others.kinds().size());
                losses.add(new AblationLoss(
                        kind, bootstrap.mean(others.run(kind, settings.seed()).losses())));
            }
            return losses;
        }

        private SizeCurve sizes(List<NodeEffect> effects) {
            GrowingCircuits growing = GrowingCircuits.of(subject, effects, evaluator);
            List<SizeCurve.Point> points = new ArrayList<>();
            for (double share : SizeCurve.SHARES) {
                cancel.throwIfCancelled();
                progress.at("growing the circuit", points.size(), SizeCurve.SHARES.size());
                int nodes = growing.nodesFor(share);
                Outcome grown = runner.run(subject.keep(growing.first(nodes)));
                points.add(new SizeCurve.Point(
                        share, nodes, growing.edges(nodes), grown.result().loss(), faithfulness(grown)));
            }
            return SizeCurve.of(points);
        }

        private SizeLosses orders() {
            Task other = new ControlGround(subject.model(), subject.means(), task)
                    .made(PruningControl.Kind.SHUFFLED_ANSWERS, corpus, settings.seed(), workers)
                    .task();
            try (TaskEvaluator shuffled = new TaskEvaluator(device, some(other.unseen()))) {
                return new OrderedSizes(subject, document.path(), evaluator, shuffled)
                        .run(settings.seed(), progress, cancel);
            }
        }
    }
}
