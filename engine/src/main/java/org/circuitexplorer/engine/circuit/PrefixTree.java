package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.run.TokenTrie;
import org.circuitexplorer.engine.tensor.Panel;

/// Prompts as a tree: what happens at a token depends only on the tokens up to it, so prompts that begin alike share
/// columns, where they need not be kept apart. Parents come before their children.
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
        return of(prompts, false);
    }

    /// The same with columns of its own for each prompt.
    static List<PrefixTree> apart(List<int[]> prompts) {
        return of(prompts, true);
    }

    private static List<PrefixTree> of(List<int[]> prompts, boolean apart) {
        List<PrefixTree> trees = new ArrayList<>();
        Builder builder = new Builder();
        int[] order = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparing(prompts::get, Arrays::compare))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int number : order) {
            if (builder.trie.size() >= COLUMNS) {
                trees.add(builder.build());
                builder = new Builder();
            }
            builder.add(number, prompts.get(number), apart);
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

    private static final class Builder {
        final TokenTrie trie = new TokenTrie();
        private final List<Integer> prompt = new ArrayList<>();
        private final List<Integer> last = new ArrayList<>();

        void add(int number, int[] tokens, boolean apart) {
            int[] columns = apart ? trie.addApart(tokens) : trie.add(tokens);
            prompt.add(number);
            last.add(columns[columns.length - 1]);
        }

        PrefixTree build() {
            int[] parent = trie.parents();
            int[] depth = trie.depths();
            int[] start = new int[trie.size() + 1];
            for (int i = 0; i < trie.size(); i++) start[i + 1] = start[i] + depth[i] + 1;
            int[] path = new int[start[trie.size()]];
            for (int i = 0; i < trie.size(); i++) {
                if (depth[i] > 0) System.arraycopy(path, start[parent[i]], path, start[i], depth[i]);
                path[start[i] + depth[i]] = i;
            }
            return new PrefixTree(trie.tokens(), parent, depth, ints(prompt), ints(last), path, start);
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
