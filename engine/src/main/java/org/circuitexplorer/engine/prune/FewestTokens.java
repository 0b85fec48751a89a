package org.circuitexplorer.engine.prune;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;

/// Freezes as many tokens of some prompts as can be: half of them at once, then halves of what cannot go together, rare
/// ones first, until none that is left can go by itself.
public final class FewestTokens {
    private final Predicate<Set<Integer>> mayFreeze;
    private final ProgressListener progress;
    private final CancelToken cancel;
    private Set<Integer> frozen = Set.of();
    private int decided;
    private int all;

    /// @param mayFreeze whether some tokens may be frozen together
    public FewestTokens(Predicate<Set<Integer>> mayFreeze, ProgressListener progress, CancelToken cancel) {
        this.mayFreeze = mayFreeze;
        this.progress = progress;
        this.cancel = cancel;
    }

    /// The tokens that are left, most frequent first.
    ///
    /// @throws CancelledException when cancelled
    public List<Integer> leftOf(Collection<int[]> prompts) {
        List<Integer> tokens = rareFirst(prompts);
        all = tokens.size();
        if (!tokens.isEmpty()) thin(tokens);
        boolean found = true;
        while (found) {
            found = false;
            for (int token : tokens) found |= !frozen.contains(token) && freeze(List.of(token));
        }
        return tokens.reversed().stream().filter(t -> !frozen.contains(t)).toList();
    }

    /// Every token of some prompts.
    public static SortedSet<Integer> tokensOf(Collection<int[]> prompts) {
        SortedSet<Integer> tokens = new TreeSet<>();
        for (int[] prompt : prompts) for (int token : prompt) tokens.add(token);
        return tokens;
    }

    private static List<Integer> rareFirst(Collection<int[]> prompts) {
        Map<Integer, Integer> count = new HashMap<>();
        for (int[] prompt : prompts) for (int token : prompt) count.merge(token, 1, Integer::sum);
        return count.keySet().stream()
                .sorted(Comparator.<Integer>comparingInt(t -> count.getOrDefault(t, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void thin(List<Integer> tokens) {
        if (freeze(tokens) || tokens.size() == 1) {
            decided += tokens.size();
            return;
        }
        int half = tokens.size() / 2;
        thin(tokens.subList(0, half));
        thin(tokens.subList(half, tokens.size()));
    }

    private boolean freeze(List<Integer> more) {
        cancel.throwIfCancelled();
        progress.at("looking for the tokens that matter", decided, all);
        Set<Integer> tried = new HashSet<>(frozen);
        tried.addAll(more);
        if (!mayFreeze.test(tried)) return false;
        frozen = tried;
        return true;
    }
}
