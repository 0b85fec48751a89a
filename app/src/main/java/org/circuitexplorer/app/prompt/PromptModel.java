package org.circuitexplorer.app.prompt;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.AttentionPattern;
import org.circuitexplorer.viewer.chart.ProbabilityBars;
import org.circuitexplorer.viewer.token.HeatToken;

/// What the strip at the foot shows: the prompts as heat maps of the selected node, the next tokens, the losses.
public final class PromptModel {
    private static final int ROWS = 4;
    private final Study study;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// Everything about the prompts at one moment.
    ///
    /// @param title which prompts these are
    /// @param prompts the prompts with the selected node's values
    /// @param losses task losses
    /// @param attention where the selected node's head looks, empty for other nodes
    public record Shown(String title, List<Prompt> prompts, CircuitState.Losses losses, Optional<String> attention) {
        public Shown {
            prompts = List.copyOf(prompts);
        }
    }

    /// One prompt.
    ///
    /// @param answer the wanted answer, empty when none is known
    /// @param tokens its tokens, valued by the selected node
    /// @param next probabilities of the next token
    public record Prompt(String answer, List<HeatToken> tokens, List<ProbabilityBars.Row> next) {
        public Prompt {
            tokens = List.copyOf(tokens);
            next = List.copyOf(next);
        }
    }

    public PromptModel(Study study) {
        this.study = study;
        study.stateProperty().subscribe(this::show);
        study.selectionProperty().subscribe(this::show);
    }

    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Why the typed prompt cannot run; empty when it can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void nextPair() {
        problem.set("");
        study.nextPair();
    }

    public void previousPair() {
        problem.set("");
        study.previousPair();
    }

    /// Runs a prompt of the user's own; it starts with the document token, as the task's prompts do.
    public void run(String text) {
        study.entry().ifPresent(entry -> {
            OpenModel model = entry.model();
            if (model.loaded().tokenizer().isEmpty()) {
                problem.set("This model has no tokenizer, so text cannot be turned into tokens.");
                return;
            }
            int[] body = model.loaded().tokenizer().get().encode(text);
            int[] tokens = new int[body.length + 1];
            tokens[0] = entry.task().test().getFirst().positive()[0];
            System.arraycopy(body, 0, tokens, 1, body.length);
            int most = model.config().blockSize();
            if (tokens.length > most) {
                problem.set("The model reads at most " + most + " tokens, this prompt has " + tokens.length + ".");
                return;
            }
            problem.set("");
            study.showTyped(new Prompts.Typed(text, tokens));
        });
    }

    private void show() {
        Optional<TaskEntry> entry = study.entry();
        Optional<CircuitState> state = study.stateProperty().get();
        shown.set(
                entry.isEmpty()
                        ? Optional.empty()
                        : state.map(s -> of(entry.get().model(), s)));
    }

    private Shown of(OpenModel model, CircuitState state) {
        List<Prompt> prompts = IntStream.range(0, state.now().sequences())
                .mapToObj(i -> prompt(model, state, i))
                .toList();
        return new Shown(title(state.prompts()), prompts, state.losses(), attention(model, state));
    }

    private static String title(Prompts prompts) {
        return switch (prompts) {
            case Prompts.OfPair p -> "PROMPT PAIR " + (p.number() + 1) + " / " + p.count();
            case Prompts.Typed t -> "YOUR PROMPT";
        };
    }

    private Prompt prompt(OpenModel model, CircuitState state, int sequence) {
        int[] tokens = state.prompts().sequences().get(sequence);
        float[] values = study.selectionProperty()
                .get()
                .map(n -> state.now().values(n, sequence))
                .orElse(new float[tokens.length]);
        List<HeatToken> heat = IntStream.range(0, tokens.length)
                .mapToObj(t -> new HeatToken(rawText(model, tokens[t]), values[t]))
                .toList();
        String answer = state.prompts() instanceof Prompts.OfPair p ? model.tokenText(p.wanted(sequence)) : "";
        return new Prompt(answer, heat, next(model, state, sequence));
    }

    private static String rawText(OpenModel model, int token) {
        return model.loaded().tokenizer().map(t -> t.tokenText(token)).orElse("#" + token);
    }

    /// For a pair, how its two answers share the probability, as the task loss counts it; else the most probable
    /// tokens.
    private static List<ProbabilityBars.Row> next(OpenModel model, CircuitState state, int sequence) {
        if (state.prompts() instanceof Prompts.OfPair pair) return answers(model, state, pair, sequence);
        double[] whole = state.model().probabilities(sequence);
        double[] now = state.now().probabilities(sequence);
        return IntStream.range(0, whole.length)
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -Math.max(whole[t], now[t])))
                .limit(ROWS)
                .map(t -> new ProbabilityBars.Row(model.tokenText(t), whole[t], now[t], -1))
                .toList();
    }

    private static List<ProbabilityBars.Row> answers(
            OpenModel model, CircuitState state, Prompts.OfPair pair, int sequence) {
        int wanted = pair.wanted(sequence);
        int other = pair.other(sequence);
        double whole = state.model().probabilityOfTwo(sequence, wanted, other);
        double now = state.now().probabilityOfTwo(sequence, wanted, other);
        return List.of(
                new ProbabilityBars.Row(model.tokenText(wanted), whole, now, 0),
                new ProbabilityBars.Row(model.tokenText(other), 1 - whole, 1 - now, 1));
    }

    /// Where the head of a selected q, k or v looks from the last token of the first prompt.
    private Optional<String> attention(OpenModel model, CircuitState state) {
        return study.selectionProperty()
                .get()
                .filter(n -> n.site().kind().isPerHead())
                .map(n -> attention(n, model, state));
    }

    private static String attention(NodeId node, OpenModel model, CircuitState state) {
        int head = node.channel() / model.config().headWidth();
        float[][] pattern = AttentionPattern.of(
                model.transformer(), state.now().activations(), node.site().layer(), head, 0);
        float[] last = pattern[pattern.length - 1];
        int most = IntStream.range(0, last.length)
                .boxed()
                .max(Comparator.comparingDouble(t -> last[t]))
                .orElse(0);
        double total = 0;
        for (float p : last) total += p;
        String token = model.tokenText(state.prompts().sequences().getFirst()[most]);
        return "HEAD %d → %s %.2f · SINK %.2f".formatted(head, token, last[most], Math.max(0, 1 - total));
    }
}
