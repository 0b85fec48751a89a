package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sequences that share the tokens with which they begin alike: what happens at a token depends on the tokens up to it
/// alone. Tokens are numbered as they come, so that parents come before their children.
public final class TokenTrie {
    private record Step(int parent, int token) {}

    private final List<Integer> token = new ArrayList<>();
    private final List<Integer> parent = new ArrayList<>();
    private final List<Integer> depth = new ArrayList<>();
    private final Map<Step, Integer> known = new HashMap<>();

    /// Adds a sequence.
    ///
    /// @return the number of each of its tokens
    public int[] add(int[] tokens) {
        int[] numbers = new int[tokens.length];
        int at = -1;
        for (int t = 0; t < tokens.length; t++) {
            at = child(at, tokens[t], t);
            numbers[t] = at;
        }
        return numbers;
    }

    /// Adds a sequence that shares nothing with others.
    ///
    /// @return the number of each of its tokens
    public int[] addApart(int[] tokens) {
        int[] numbers = new int[tokens.length];
        for (int t = 0; t < tokens.length; t++) numbers[t] = append(t == 0 ? -1 : numbers[t - 1], tokens[t], t);
        return numbers;
    }

    private int child(int above, int id, int position) {
        Integer existing = known.putIfAbsent(new Step(above, id), token.size());
        return existing == null ? append(above, id, position) : existing;
    }

    private int append(int above, int id, int position) {
        token.add(id);
        parent.add(above);
        depth.add(position);
        return token.size() - 1;
    }

    /// Number of different tokens.
    public int size() {
        return token.size();
    }

    /// `[size]` token ids.
    public int[] tokens() {
        return ints(token);
    }

    /// `[size]` number of the token before each, -1 at the start of a sequence.
    public int[] parents() {
        return ints(parent);
    }

    /// `[size]` position of each in its sequences, from 0.
    public int[] depths() {
        return ints(depth);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
