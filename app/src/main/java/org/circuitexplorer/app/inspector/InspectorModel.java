package org.circuitexplorer.app.inspector;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Connections;
import org.circuitexplorer.app.workspace.NodeDetail;
import org.circuitexplorer.app.workspace.NodeEffect;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;

/// What the inspector shows of the selected node.
public final class InspectorModel {
    private final Study study;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(true);
    private final ObjectProperty<Boolean> byChannel = new SimpleObjectProperty<>(false);
    private final ObjectProperty<Optional<Integer>> key = new SimpleObjectProperty<>(Optional.empty());
    private Subscription circuitChanges = Subscription.EMPTY;

    /// Everything about one node at one moment.
    ///
    /// @param node the node
    /// @param title its full name
    /// @param info what a person noted
    /// @param inCircuit whether it belongs to the circuit
    /// @param effect what it costs to lose it
    /// @param here what it does at one token, once the circuit has run
    /// @param tokens the tokens next to it, once they are known
    /// @param activity how it behaves over the corpus, once that is scanned
    record Shown(
            NodeId node,
            String title,
            NodeInfo info,
            boolean inCircuit,
            Optional<NodeEffect> effect,
            Optional<Here> here,
            List<TokenTable> tokens,
            Optional<Activity> activity) {
        Shown {
            tokens = List.copyOf(tokens);
        }
    }

    /// A node at one token of the prompts that are shown.
    ///
    /// @param place the token
    /// @param token its text
    /// @param value the node's value there
    /// @param connections what it reads and writes there
    /// @param attention where its head looks in that prompt, empty for nodes without a head
    record Here(TokenPlace place, String token, float value, Connections connections, Optional<HeadPattern> attention) {
        /// A node where its value is shown.
        static Here of(TaskEntry entry, NodeId node, CircuitState state, TokenPlace place) {
            int token = state.prompts().sequences().get(place.prompt())[place.token()];
            return new Here(
                    place,
                    entry.model().tokenText(token),
                    state.now().value(node, place),
                    Connections.of(
                            node,
                            entry.model(),
                            entry.circuit().map(CircuitDocument::circuit).orElse(Circuit.of(List.of())),
                            entry.tokens().answers(),
                            state,
                            place),
                    Optional.empty());
        }

        Here withAttention(HeadPattern pattern) {
            return new Here(place, token, value, connections, Optional.of(pattern));
        }
    }

    public InspectorModel(Study study) {
        this.study = study;
        study.entryProperty().subscribe(entry -> {
            circuitChanges.unsubscribe();
            circuitChanges = entry.map(e -> e.circuitProperty().subscribe((before, now) -> show()))
                    .orElse(Subscription.EMPTY);
        });
        study.selectionProperty().subscribe((before, now) -> show());
        study.prompts().placeProperty().subscribe((before, now) -> show());
        study.stateProperty().subscribe((before, now) -> show());
        study.detailProperty().subscribe((before, now) -> show());
        byChannel.subscribe((before, now) -> show());
        key.subscribe((before, now) -> show());
        study.selectionProperty().subscribe((before, now) -> key.set(Optional.empty()));
        study.prompts().property().subscribe((before, now) -> key.set(Optional.empty()));
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Whether histograms count the corpus on a logarithmic scale.
    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// Linear instead of logarithmic, or the other way round.
    public void toggleScale() {
        logarithmic.set(!logarithmic.get());
    }

    /// Attention by the selected node's own channel instead of in total, or the other way round.
    public void toggleByChannel() {
        byChannel.set(!byChannel.get());
    }

    /// Whether attention is shown by the selected node's own channel, not in total.
    ObjectProperty<Boolean> byChannelProperty() {
        return byChannel;
    }

    /// The token that the shown logit is about as key; empty for the one that the query looks at most.
    ObjectProperty<Optional<Integer>> keyProperty() {
        return key;
    }

    /// The nodes that are selected, the one that is looked at among them.
    List<NodeId> selected() {
        return study.selection().nodes();
    }

    /// Gives nodes a name and a note, in one step.
    ///
    /// @param label empty to leave each as it is
    /// @param note empty to leave each as it is
    void note(List<NodeId> nodes, Optional<String> label, Optional<String> note) {
        if (label.isEmpty() && note.isEmpty()) return;
        study.notes()
                .change(
                        nodes,
                        info -> info.withLabel(label.map(String::strip).orElse(info.label()))
                                .withNote(note.map(String::strip).orElse(info.note())));
    }

    private void show() {
        Optional<TaskEntry> entry = study.entry();
        Optional<NodeId> node = study.selectionProperty().get();
        shown.set(entry.isEmpty() ? Optional.empty() : node.map(n -> of(entry.get(), n)));
    }

    private Shown of(TaskEntry entry, NodeId node) {
        Optional<Circuit> circuit = entry.circuit().map(CircuitDocument::circuit);
        Optional<NodeDetail> detail =
                study.detailProperty().get().filter(d -> d.node().equals(node));
        Optional<Here> here = study.stateProperty().get().map(s -> here(entry, node, s));
        Optional<NodeInfo> info = circuit.filter(c -> c.contains(node)).map(c -> c.info(node));
        OptionalDouble value = here.map(h -> OptionalDouble.of(h.value())).orElse(OptionalDouble.empty());
        return new Shown(
                node,
                new NodeNames(entry.model().config()).full(node),
                info.orElse(NodeInfo.NONE),
                info.isPresent(),
                detail.flatMap(NodeDetail::effect),
                here,
                detail.map(d -> TokenTable.of(node, d.tokens(), entry.model())).orElse(List.of()),
                detail.flatMap(NodeDetail::activity).map(a -> Activity.of(a, entry, value)));
    }

    private Here here(TaskEntry entry, NodeId node, CircuitState state) {
        TokenPlace place = study.prompts().place(node, state);
        Here plain = Here.of(entry, node, state, place);
        return node.site().kind().isPerHead()
                ? plain.withAttention(HeadPattern.of(node, entry, state, place, byChannel.get(), key.get()))
                : plain;
    }
}
