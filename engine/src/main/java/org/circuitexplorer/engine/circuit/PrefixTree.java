package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.tensor.Panel;

/// Prompts as a tree: what happens at a token depends only on the tokens up to it, so prompts that begin alike share
/// columns. Parents come before their children.
///
/// @param token token id of each column
/// @param parent column of the token before, -1 at the start of a prompt
/// @param depth position in the prompt, from 0
/// @param prompt numbers of the prompts that end in this tree
/// @param last column of the last token of each of them
/// @param path for each column its ancestors and itself, from the root, one column's after the other's
/// @param pathStart `[columns + 1]` where the path of each column starts
record PrefixTree(int[] token, int[] parent, int[] depth, int[] prompt, int[] last, int[] path, int[] pathStart) {
    /// A tree is closed when it has this many columns, so that its activations fit the cache.
    private static final int COLUMNS = 2 * TILE;

    /// Splits prompts into trees.
    static List<PrefixTree> of(List<int[]> prompts) {
        List<PrefixTree> trees = new ArrayList<>();
        Builder builder = new Builder();
        int[] order = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparing(prompts::get, Arrays::compare))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int number : order) {
            if (builder.token.size() >= COLUMNS) {
                trees.add(builder.build());
                builder = new Builder();
            }
            builder.add(number, prompts.get(number));
        }
        trees.add(builder.build());
        return trees;
    }

    int columns() {
        return token.length;
    }

    int tiles() {
        return Panel.tileCount(token.length);
    }

    int columns(int tile) {
        return Math.min(TILE, token.length - firstColumn(tile));
    }

    int firstColumn(int tile) {
        return tile * TILE;
    }

    private record Step(int parent, int token) {}

    private static final class Builder {
        final List<Integer> token = new ArrayList<>();
        private final List<Integer> parent = new ArrayList<>();
        private final List<Integer> depth = new ArrayList<>();
        private final List<Integer> prompt = new ArrayList<>();
        private final List<Integer> last = new ArrayList<>();
        private final Map<Step, Integer> known = new HashMap<>();

        void add(int number, int[] tokens) {
            int at = -1;
            for (int t = 0; t < tokens.length; t++) {
                Step step = new Step(at, tokens[t]);
                Integer existing = known.get(step);
                if (existing == null) {
                    existing = token.size();
                    known.put(step, existing);
                    token.add(tokens[t]);
                    parent.add(at);
                    depth.add(t);
                }
                at = existing;
            }
            prompt.add(number);
            last.add(at);
        }

        PrefixTree build() {
            int[] start = new int[token.size() + 1];
            for (int i = 0; i < token.size(); i++) start[i + 1] = start[i] + depth.get(i) + 1;
            int[] path = new int[start[token.size()]];
            for (int i = 0; i < token.size(); i++) {
                int above = depth.get(i);
                if (above > 0) System.arraycopy(path, start[parent.get(i)], path, start[i], above);
                path[start[i] + above] = i;
            }
            return new PrefixTree(ints(token), ints(parent), ints(depth), ints(prompt), ints(last), path, start);
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
