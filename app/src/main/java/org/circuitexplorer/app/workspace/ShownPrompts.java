package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.PromptPair;

/// The prompts that the task under study is looked at with, and the token at which values are shown.
public final class ShownPrompts {
    private final Study study;
    private final ReadOnlyObjectWrapper<Optional<Prompts>> prompts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<TokenPlace>> place = new SimpleObjectProperty<>(Optional.empty());
    private int pair;

    ShownPrompts(Study study) {
        this.study = study;
        prompts.subscribe((before, now) -> place.set(Optional.empty()));
    }

    public ReadOnlyObjectProperty<Optional<Prompts>> property() {
        return prompts.getReadOnlyProperty();
    }

    public Optional<Prompts> get() {
        return prompts.get();
    }

    /// The number of the pair of the task that was shown last.
    int pair() {
        return pair;
    }

    /// The token that the user chose; empty to take, for each node, the one where it is furthest from 0.
    public ObjectProperty<Optional<TokenPlace>> placeProperty() {
        return place;
    }

    /// The token at which a node's value is shown: the chosen one, else where the node is furthest from 0 in the
    /// first prompt without ablations, which leaves it in its place when something is ablated.
    public TokenPlace place(NodeId node, CircuitState of) {
        return place.get()
                .filter(p -> p.prompt() < of.now().sequences()
                        && p.token() < of.prompts().sequences().get(p.prompt()).length)
                .orElseGet(() -> new TokenPlace(0, of.circuit().furthestToken(node, 0)));
    }

    /// Shows a pair of the task; numbers beyond the ends wrap around.
    public void showPair(int number) {
        List<PromptPair> pairs = study.entry().map(e -> e.task().test()).orElse(List.of());
        if (pairs.isEmpty()) return;
        pair = Math.floorMod(number, pairs.size());
        prompts.set(Optional.of(new Prompts.OfPair(pairs.get(pair), pair, pairs.size())));
        study.readSelected();
    }

    public void nextPair() {
        showPair(pair + 1);
    }

    public void previousPair() {
        showPair(pair - 1);
    }

    /// Shows prompts of the user's own instead of a pair of the task.
    public void showOwn(Prompts own) {
        prompts.set(Optional.of(own));
    }

    void clear() {
        prompts.set(Optional.empty());
    }
}
