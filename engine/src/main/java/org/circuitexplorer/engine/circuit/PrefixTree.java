package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.kernel.DepthRows;
import org.circuitexplorer.engine.run.TokenTrie;
import org.circuitexplorer.engine.tensor.Panel;

/// Prompts as a tree: what happens at a token depends only on the tokens up to it, so prompts that begin alike share
/// columns, where they need not be kept apart. Parents come before their children, one branch after the other.
///
/// @param token token id of each column
/// @param parent column of the token before, -1 at the start of a prompt
/// @param depth position in the prompt, from 0
/// @param prompt numbers of the prompts that end in this tree
/// @param last column of the last token of each of them
/// @param byDepth brings values by depth to the columns
record PrefixTree(int[] token, int[] parent, int[] depth, int[] prompt, int[] last, DepthRows byDepth) {
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

    /// The columns of a prompt's tokens.
    ///
    /// @param number among the prompts that end here
    int[] columnsOf(int number) {
        int[] columns = new int[depth[last[number]] + 1];
        int at = last[number];
        for (int d = columns.length - 1; d >= 0; d--) {
            columns[d] = at;
            at = parent[at];
        }
        return columns;
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
            int[] depth = trie.depths();
            return new PrefixTree(trie.tokens(), trie.parents(), depth, ints(prompt), ints(last), new DepthRows(depth));
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
