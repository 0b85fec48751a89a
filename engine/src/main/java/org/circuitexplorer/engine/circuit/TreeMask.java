package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.jspecify.annotations.Nullable;

/// A node mask over one tree of prompts, and what is changed on top of it at some of the tree's columns.
final class TreeMask {
    private final NodeMask whole;
    private final Map<Integer, List<Change>> changes;

    /// `x' = x * factor + add` at some columns, ascending.
    private record Change(float factor, float add, int[] columns) {}

    private TreeMask(NodeMask whole, Map<Integer, List<Change>> changes) {
        this.whole = whole;
        this.changes = changes;
    }

    /// The mask alone.
    static TreeMask of(NodeMask whole) {
        return new TreeMask(whole, Map.of());
    }

    /// The mask and further changes, the same for all prompts.
    static TreeMask of(NodeMask whole, Interventions further, PrefixTree tree) {
        TreeMask mask = new TreeMask(whole, new HashMap<>());
        mask.add(further, tree, IntStream.range(0, tree.columns()).toArray());
        return mask;
    }

    /// The mask and further changes, for each prompt its own.
    ///
    /// @param further one for each prompt of all trees
    /// @param tree in which no prompts share columns
    static TreeMask of(NodeMask whole, List<Interventions> further, PrefixTree tree) {
        TreeMask mask = new TreeMask(whole, new HashMap<>());
        for (int i = 0; i < tree.prompt().length; i++) {
            mask.add(further.get(tree.prompt()[i]), tree, tree.columnsOf(i));
        }
        return mask;
    }

    private void add(Interventions further, PrefixTree tree, int[] columns) {
        for (Intervention each : further.all()) {
            int first = whole.index().offset(each.site());
            int[] at = at(each.positions(), tree, columns);
            for (int i = 0; i < each.channels().length; i++) {
                changes.computeIfAbsent(first + each.channels()[i], n -> new ArrayList<>())
                        .add(new Change(each.multiply()[i], each.add()[i], at));
            }
        }
    }

    private static int[] at(int @Nullable [] positions, PrefixTree tree, int[] columns) {
        if (positions == null) return columns;
        return Arrays.stream(columns)
                .filter(c -> Arrays.stream(positions).anyMatch(p -> p == tree.depth()[c]))
                .toArray();
    }

    /// Whether a node may differ from column to column.
    boolean keeps(int node) {
        return whole.keeps(node) || (!changes.isEmpty() && changes.containsKey(node));
    }

    /// What a node is frozen at when nothing of it is kept.
    float frozen(int node) {
        return whole.filling()[node];
    }

    /// Mixes what fills a node that is kept in part into its values, and changes them.
    ///
    /// @param values the node's own at the columns of a tile
    /// @param from the first of them
    void fill(int node, int tile, float[] values, int from) {
        whole.fill(node, values, from, from + TILE);
        if (changes.isEmpty()) return;
        for (Change change : changes.getOrDefault(node, List.of())) {
            for (int column : change.columns) {
                int at = from + column - tile * TILE;
                if (column / TILE == tile) values[at] = values[at] * change.factor + change.add;
            }
        }
    }
}
