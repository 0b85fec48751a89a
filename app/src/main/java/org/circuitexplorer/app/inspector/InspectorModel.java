package org.circuitexplorer.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Connections;
import org.circuitexplorer.app.workspace.NodeDetail;
import org.circuitexplorer.app.workspace.NodeEffect;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.BinCounts;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.token.HeatToken;

/// What the inspector shows of the selected node.
public final class InspectorModel {
    private final Study study;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Subscription circuitChanges = Subscription.EMPTY;

    /// Everything about one node at one moment.
    ///
    /// @param node the node
    /// @param title its full name
    /// @param info what a person noted
    /// @param effect what it costs to lose it
    /// @param connections what it reads and writes, once the circuit has run
    /// @param place the token at which contributions are shown
    /// @param histogram its activations
    /// @param examples where it is largest and smallest
    public record Shown(
            NodeId node,
            String title,
            NodeInfo info,
            Optional<NodeEffect> effect,
            Optional<Connections> connections,
            String place,
            HistogramData histogram,
            List<List<HeatToken>> examples) {
        public Shown {
            examples = List.copyOf(examples);
        }
    }

    public InspectorModel(Study study) {
        this.study = study;
        study.entryProperty().subscribe(entry -> {
            circuitChanges.unsubscribe();
            circuitChanges =
                    entry.map(e -> e.circuitProperty().subscribe(this::show)).orElse(Subscription.EMPTY);
        });
        study.selectionProperty().subscribe(this::show);
        study.stateProperty().subscribe(this::show);
        study.detailProperty().subscribe(this::show);
    }

    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public void setLabel(NodeId node, String label) {
        note(node, info -> info.withLabel(label.strip()));
    }

    public void setNote(NodeId node, String note) {
        note(node, info -> info.withNote(note.strip()));
    }

    private void note(NodeId node, UnaryOperator<NodeInfo> edit) {
        study.entry()
                .ifPresent(entry -> entry.circuit().ifPresent(c -> {
                    if (!c.circuit().contains(node)) return;
                    Circuit edited = c.circuit().withInfo(node, edit);
                    if (edited.equals(c.circuit())) return;
                    entry.circuitProperty()
                            .set(Optional.of(new CircuitDocument(
                                    c.model(), c.task(), edited, c.edges(), c.means(), c.losses(), c.provenance())));
                }));
    }

    private void show() {
        Optional<TaskEntry> entry = study.entry();
        Optional<NodeId> node = study.selectionProperty().get();
        shown.set(entry.isEmpty() ? Optional.empty() : node.map(n -> of(entry.get(), n)));
    }

    private Shown of(TaskEntry entry, NodeId node) {
        Optional<Circuit> circuit = entry.circuit().map(CircuitDocument::circuit);
        Optional<CircuitState> state = study.stateProperty().get();
        Optional<NodeDetail> detail =
                study.detailProperty().get().filter(d -> d.node().equals(node));
        int token = state.map(s -> s.now().furthestToken(node, 0)).orElse(0);
        List<Integer> answers = TaskTokens.of(entry.task().test()).answers();
        return new Shown(
                node,
                new NodeNames(entry.model().config()).full(node),
                circuit.filter(c -> c.contains(node)).map(c -> c.info(node)).orElse(NodeInfo.NONE),
                detail.flatMap(NodeDetail::effect),
                state.map(s -> Connections.of(
                        node, entry.model(), circuit.orElse(Circuit.of(List.of())), answers, s.now(), 0, token)),
                state.map(s -> entry.model().tokenText(s.prompts().sequences().getFirst()[token]))
                        .orElse(""),
                detail.flatMap(NodeDetail::activity)
                        .map(a -> histogram(a, entry, state, node))
                        .orElse(HistogramData.EMPTY),
                detail.flatMap(NodeDetail::activity)
                        .map(a -> examples(a, entry))
                        .orElse(List.of()));
    }

    private static HistogramData histogram(
            NodeDetail.Activity activity, TaskEntry entry, Optional<CircuitState> state, NodeId node) {
        PromptPair pair = entry.task().test().getFirst();
        return new HistogramData(
                activity.corpus().firstEdge(),
                activity.corpus().width(),
                activity.corpus().counts(),
                activity.corpus().zeros(),
                activity.corpus().mean(),
                List.of(
                        group(entry, pair.positiveAnswer(), activity.classes().positive()),
                        group(entry, pair.negativeAnswer(), activity.classes().negative())),
                state.map(s -> OptionalDouble.of(s.now().furthest(node, 0))).orElse(OptionalDouble.empty()));
    }

    private static HistogramData.Group group(TaskEntry entry, int answer, BinCounts counts) {
        return new HistogramData.Group(entry.model().tokenText(answer), counts.counts(), counts.zeros());
    }

    private static List<List<HeatToken>> examples(NodeDetail.Activity activity, TaskEntry entry) {
        List<List<HeatToken>> all = new ArrayList<>();
        activity.top().forEach(e -> all.add(around(e, entry)));
        activity.bottom().stream().filter(e -> e.value() < 0).forEach(e -> all.add(around(e, entry)));
        return all;
    }

    /// The tokens around the one an example is about.
    private static List<HeatToken> around(Example example, TaskEntry entry) {
        int from = Math.max(0, example.focus() - 9);
        int to = Math.min(example.tokens().length, example.focus() + 5);
        List<HeatToken> tokens = new ArrayList<>();
        for (int t = from; t < to; t++) {
            int token = example.tokens()[t];
            String text = entry.model()
                    .loaded()
                    .tokenizer()
                    .map(k -> k.tokenText(token))
                    .orElse("#" + token);
            tokens.add(new HeatToken(text, example.activations()[t]));
        }
        return tokens;
    }
}
