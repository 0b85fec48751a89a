package org.circuitexplorer.app.compare;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.app.workspace.CircuitOfFile;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.Overlap;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Circuits of two models beside each other: only what means the same for both is compared.
///
/// @param sites what each has at every kind of place, in order of execution
/// @param shared places of both, where the models have equal dimensions
/// @param tasks what each makes of the prompts that both can read
/// @param unread why other prompts cannot be given to both, one sentence each
public record TwoModels(List<AtSite> sites, Optional<Overlap<NodeId>> shared, List<OnTask> tasks, List<String> unread) {
    public TwoModels {
        sites = List.copyOf(sites);
        tasks = List.copyOf(tasks);
        unread = List.copyOf(unread);
    }

    /// Nodes at a site, and edges that end there.
    public record AtSite(Site site, int leftNodes, int rightNodes, int leftEdges, int rightEdges) {}

    /// Losses in nats on the test pairs of a task.
    ///
    /// @param pairs pairs that both can read
    /// @param of pairs that there are
    /// @param sameAnswers share of the prompts at which both circuits prefer the same answer
    public record OnTask(
            String task,
            int pairs,
            int of,
            double leftModel,
            double leftCircuit,
            double rightModel,
            double rightCircuit,
            double sameAnswers) {}

    /// Whether nothing but losses and counts can be said of these two.
    public static boolean differ(CircuitDocument left, CircuitDocument right) {
        return !CircuitComparison.of(left, right).isOfOneModel();
    }

    public static TwoModels of(CircuitOfFile left, CircuitOfFile right, CancelToken cancel) {
        List<OnTask> tasks = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        List<String> names = Stream.of(left, right)
                .map(c -> c.circuit().task().name())
                .distinct()
                .toList();
        for (String name : names) {
            cancel.throwIfCancelled();
            Optional<OpenModel> home = Stream.of(left.model(), right.model())
                    .filter(m -> task(m, name).isPresent())
                    .findFirst();
            if (home.isEmpty()) {
                unread.add(text("compare.noTask", name));
                continue;
            }
            on(task(home.get(), name).orElseThrow(), home.get(), left, right)
                    .ifPresentOrElse(tasks::add, () -> unread.add(text("compare.otherTokens", name)));
        }
        return new TwoModels(
                sites(left.circuit(), right.circuit()), overlap(left.circuit(), right.circuit()), tasks, unread);
    }

    private static Optional<Task> task(OpenModel model, String name) {
        return model.tasks().stream()
                .filter(t -> t.name().equals(name) && !t.unseen().isEmpty())
                .findFirst();
    }

    /// What files say by themselves, where the models cannot be asked.
    ///
    /// @param why one sentence
    public static TwoModels unmeasured(CircuitDocument left, CircuitDocument right, String why) {
        return new TwoModels(sites(left, right), overlap(left, right), List.of(), List.of(why));
    }

    /// Which places both use; empty where places of one model are none of the other.
    private static Optional<Overlap<NodeId>> overlap(CircuitDocument left, CircuitDocument right) {
        return left.model().config().equals(right.model().config())
                ? Optional.of(
                        Overlap.of(left.circuit().nodeSet(), right.circuit().nodeSet()))
                : Optional.empty();
    }

    /// What can be said of names, in a sentence.
    public static String sentence(Optional<Overlap<NodeId>> shared) {
        return shared.map(s -> text("compare.samePlaces", s.shared().size(), s.size()))
                .orElse(text("compare.otherPlaces"));
    }

    private static List<AtSite> sites(CircuitDocument left, CircuitDocument right) {
        Set<Site> sites = new TreeSet<>();
        for (CircuitDocument circuit : List.of(left, right)) {
            circuit.circuit().nodeSet().forEach(node -> sites.add(node.site()));
        }
        return sites.stream()
                .map(s -> new AtSite(s, nodes(left, s), nodes(right, s), edges(left, s), edges(right, s)))
                .toList();
    }

    private static int nodes(CircuitDocument circuit, Site site) {
        return (int) circuit.circuit().nodeSet().stream()
                .filter(n -> n.site().equals(site))
                .count();
    }

    private static int edges(CircuitDocument circuit, Site site) {
        return (int) circuit.edges().stream()
                .filter(e -> e.target().site().equals(site))
                .count();
    }

    private static Optional<OnTask> on(Task task, OpenModel home, CircuitOfFile left, CircuitOfFile right) {
        Texts first = new Texts(home, left.model());
        Texts second = new Texts(home, right.model());
        List<PromptPair> ofLeft = new ArrayList<>();
        List<PromptPair> ofRight = new ArrayList<>();
        for (PromptPair pair : task.unseen()) {
            Optional<PromptPair> one = first.of(pair);
            Optional<PromptPair> other = second.of(pair);
            if (one.isEmpty() || other.isEmpty()) continue;
            ofLeft.add(one.get());
            ofRight.add(other.get());
        }
        return ofLeft.isEmpty()
                ? Optional.empty()
                : Optional.of(on(task, Results.of(left, ofLeft), Results.of(right, ofRight), ofLeft.size()));
    }

    private static OnTask on(Task task, Results left, Results right, int pairs) {
        return new OnTask(
                task.name(),
                pairs,
                task.unseen().size(),
                left.model.loss(),
                left.circuit.loss(),
                right.model.loss(),
                right.circuit.loss(),
                agreement(left.circuit, right.circuit));
    }

    private record Results(TaskResult model, TaskResult circuit) {
        static Results of(CircuitOfFile of, List<PromptPair> pairs) {
            OpenModel model = of.model();
            try (TaskEvaluator evaluator = new TaskEvaluator(model.transformer(), pairs, model.workers())) {
                return new Results(
                        evaluator.evaluate(Interventions.NONE),
                        evaluator.evaluate(
                                of.circuit().circuit().mask(model.nodes()),
                                of.circuit().means(model.nodes())));
            }
        }
    }

    private static double agreement(TaskResult left, TaskResult right) {
        float[] differs = left.disagreement(right);
        return IntStream.range(0, differs.length).filter(i -> differs[i] == 0).count() / (double) differs.length;
    }
}
