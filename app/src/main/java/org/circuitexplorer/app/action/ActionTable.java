package org.circuitexplorer.app.action;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyEvent;
import org.circuitexplorer.app.action.Action.Group;

/// Everything the user can do.
///
/// @param all in the order of lists; each id and each key once
public record ActionTable(List<Action> all) {
    public ActionTable {
        all = List.copyOf(all);
        Set<Object> seen = new HashSet<>();
        for (Action action : all) {
            require(seen, action.id(), action);
            for (Key key : action.keys()) require(seen, key, action);
        }
    }

    private static void require(Set<Object> seen, Object unique, Action action) {
        if (!seen.add(unique))
            throw new IllegalArgumentException(action.id() + ": expected " + unique + " once, found it twice");
    }

    /// @throws IllegalArgumentException when there is none of that id
    public Action get(String id) {
        return all.stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action " + id));
    }

    /// What a key does now.
    public Optional<Action> of(KeyEvent event) {
        return all.stream()
                .filter(a -> a.keys().stream().anyMatch(k -> k.matches(event)) && a.isPossible())
                .findFirst();
    }

    /// The actions of a group that have keys.
    public List<Action> withKeys(Group group) {
        return all.stream()
                .filter(a -> a.group() == group && !a.keys().isEmpty())
                .toList();
    }
}
