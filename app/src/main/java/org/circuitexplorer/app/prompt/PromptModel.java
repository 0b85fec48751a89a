package org.circuitexplorer.app.prompt;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.NodeDetail;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.PromptRun;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.app.workspace.UnreadablePrompt;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.validate.CommonTokens;
import org.circuitexplorer.viewer.token.HeatToken;

/// What the strip at the foot shows: the prompts as heat maps of the selected node, the next tokens, the losses.
public final class PromptModel {
    private final Study study;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanProperty difference = new SimpleBooleanProperty(false);

    /// Everything about the prompts at one moment.
    ///
    /// @param title which prompts these are, and what of them is shown
    /// @param prompts the prompts with the selected node's values
    /// @param fullColour magnitude of a value that is coloured fully
    /// @param losses task losses
    /// @param attention where the selected node's head looks, empty for other nodes
    record Shown(
            String title,
            List<Prompt> prompts,
            double fullColour,
            CircuitState.Losses losses,
            Optional<String> attention) {
        public Shown {
            prompts = List.copyOf(prompts);
        }
    }

    /// One prompt.
    ///
    /// @param answer the wanted answer, empty when none is known
    /// @param tokens its tokens, valued by the selected node
    /// @param place the token at which values are shown, if it is one of this prompt
    /// @param next probabilities of the next token
    record Prompt(String answer, List<HeatToken> tokens, OptionalInt place, NextTokens next) {
        public Prompt {
            tokens = List.copyOf(tokens);
        }
    }

    public PromptModel(Study study) {
        this.study = study;
        study.stateProperty().subscribe((before, now) -> show());
        study.selectionProperty().subscribe((before, now) -> show());
        study.prompts().placeProperty().subscribe((before, now) -> show());
        study.detailProperty().subscribe((before, now) -> show());
        difference.subscribe((before, now) -> show());
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Whether the selected node's values are shown less those at the same tokens of the other prompt.
    public BooleanProperty differenceProperty() {
        return difference;
    }

    /// Why the typed prompt cannot run; empty when it can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void nextPair() {
        problem.set("");
        study.prompts().nextPair();
    }

    public void previousPair() {
        problem.set("");
        study.prompts().previousPair();
    }

    /// Shows values at a token; at the chosen one again, each node's own choice returns.
    public void chooseToken(int prompt, int token) {
        Optional<TokenPlace> chosen = Optional.of(new TokenPlace(prompt, token));
        study.prompts()
                .placeProperty()
                .set(study.prompts().placeProperty().get().equals(chosen) ? Optional.empty() : chosen);
    }

    /// Runs a prompt of the user's own; it starts with the document token, as the task's prompts do.
    public void run(String text) {
        study.entry().ifPresent(entry -> {
            try {
                int[] tokens =
                        entry.model().prompt(entry.task().test().getFirst().positive()[0], text);
                problem.set("");
                study.prompts().showOwn(new Prompts.Typed(text, tokens));
            } catch (UnreadablePrompt e) {
                problem.set(e.sentence());
            }
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
        Optional<NodeId> node = study.selectionProperty().get();
        List<Prompt> prompts = IntStream.range(0, state.now().sequences())
                .mapToObj(i -> prompt(model, state, node, i))
                .toList();
        Optional<String> attention = node.filter(n -> n.site().kind().isPerHead())
                .map(n -> new HeadAttention(model, state)
                        .sentence(n, study.prompts().placeProperty().get()));
        String title = title(state.prompts());
        return new Shown(
                node.isEmpty()
                        ? title
                        : isDifference(state) ? text("prompt.difference", title) : text("prompt.ofNode", title),
                prompts,
                fullColour(node, state, prompts),
                state.losses(),
                attention);
    }

    /// What is usual for the node over the corpus, so that a value it often has is pale, or while that is not known the
    /// largest value shown or, of an ablated node, there was before.
    private double fullColour(Optional<NodeId> node, CircuitState state, List<Prompt> prompts) {
        return study.detailProperty()
                .get()
                .filter(detail -> node.equals(Optional.of(detail.node())))
                .flatMap(NodeDetail::activity)
                .map(activity -> activity.corpus().reach())
                .orElseGet(() -> {
                    double largest = node.map(n -> largest(state.circuit(), n)).orElse(0.0);
                    for (Prompt prompt : prompts) {
                        for (HeatToken token : prompt.tokens()) largest = Math.max(largest, Math.abs(token.value()));
                    }
                    return largest;
                });
    }

    private static double largest(PromptRun run, NodeId node) {
        double largest = 0;
        for (int i = 0; i < run.sequences(); i++) {
            for (float value : run.values(node, i)) largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private boolean isDifference(CircuitState state) {
        return difference.get() && state.now().sequences() == 2;
    }

    private float[] values(CircuitState state, NodeId node, int sequence) {
        float[] values = state.now().values(node, sequence);
        return isDifference(state)
                ? lessOther(state, values, state.now().values(node, 1 - sequence), sequence)
                : values;
    }

    /// What tokens that both prompts share have more here than there; nothing at the others.
    private static float[] lessOther(CircuitState state, float[] here, float[] there, int sequence) {
        List<int[]> prompts = state.prompts().sequences();
        CommonTokens common = CommonTokens.of(prompts.get(sequence), prompts.get(1 - sequence));
        float[] less = new float[here.length];
        for (int i = 0; i < common.size(); i++) {
            less[common.positive()[i]] = here[common.positive()[i]] - there[common.negative()[i]];
        }
        return less;
    }

    private static String title(Prompts prompts) {
        return switch (prompts) {
            case Prompts.OfPair p -> text("prompt.pair", p.number() + 1, p.count());
            case Prompts.OwnPair own -> text("prompt.ownPair");
            case Prompts.Typed typed -> text("prompt.own");
        };
    }

    private Prompt prompt(OpenModel model, CircuitState state, Optional<NodeId> node, int sequence) {
        int[] tokens = state.prompts().sequences().get(sequence);
        float[] values = node.map(n -> values(state, n, sequence)).orElse(new float[tokens.length]);
        List<HeatToken> heat = IntStream.range(0, tokens.length)
                .mapToObj(t -> new HeatToken(model.rawText(tokens[t]), values[t]))
                .toList();
        String answer = state.prompts() instanceof Prompts.Answered p ? model.tokenText(p.wanted(sequence)) : "";
        Optional<TokenPlace> place = node.map(n -> study.prompts().place(n, state))
                .or(study.prompts().placeProperty()::get);
        return new Prompt(
                answer,
                heat,
                place.filter(p -> p.prompt() == sequence)
                        .map(p -> OptionalInt.of(p.token()))
                        .orElse(OptionalInt.empty()),
                NextTokens.of(model, state, sequence));
    }
}
