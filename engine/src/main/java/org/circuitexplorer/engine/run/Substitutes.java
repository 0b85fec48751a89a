package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.tensor.Panel;

/// What nodes are at the tokens of other sequences, in the model as it is, to be put in their place. Each prompt has
/// one source, and each of its tokens one token of that source. What was computed is kept. For one thread at a time.
public final class Substitutes {
    private final ForwardRunner pass;
    private final List<int[]> prompts;
    private final TokenBatch sources;
    private final boolean fromEnds;
    private final Map<NodeId, float[]> known = new HashMap<>();

    private Substitutes(ForwardRunner pass, List<int[]> prompts, List<int[]> sources, boolean fromEnds) {
        if (prompts.size() != sources.size()) {
            throw new IllegalArgumentException(
                    "expected a source for each of " + prompts.size() + " prompts, found " + sources.size());
        }
        this.pass = pass;
        this.prompts = List.copyOf(prompts);
        this.sources = TokenBatch.of(sources);
        this.fromEnds = fromEnds;
    }

    /// Last tokens stand for last ones. Tokens before the beginning of a shorter source get its first.
    ///
    /// @param pass the model as it is
    /// @param sources one for each prompt
    public static Substitutes byEnds(ForwardRunner pass, List<int[]> prompts, List<int[]> sources) {
        return new Substitutes(pass, prompts, sources, true);
    }

    /// First tokens stand for first ones. Tokens after the end of a shorter source get its last.
    public static Substitutes byBeginnings(ForwardRunner pass, List<int[]> prompts, List<int[]> sources) {
        return new Substitutes(pass, prompts, sources, false);
    }

    /// Computes what is not known of these nodes, in one pass over all sources.
    public void prepare(Collection<NodeId> nodes) {
        List<NodeId> missing = nodes.stream().filter(n -> !known.containsKey(n)).toList();
        if (missing.isEmpty()) return;
        Set<Site> sites = missing.stream().map(NodeId::site).collect(Collectors.toSet());
        Activations found = pass.run(sources, Interventions.NONE, sites, LogitsAt.NONE);
        for (NodeId node : missing) {
            Panel panel = found.at(node.site());
            float[] values = new float[panel.tokens()];
            panel.copyChannel(node.channel(), 0, values.length, values);
            known.put(node, values);
        }
    }

    /// What replaces a node in a pass over one prompt alone.
    ///
    /// @param at the tokens at which it is replaced
    public List<Intervention> replace(NodeId node, int prompt, IntPredicate at) {
        prepare(List.of(node));
        float[] values = Objects.requireNonNull(known.get(node), node.name());
        List<Intervention> all = new ArrayList<>();
        for (int t = 0; t < prompts.get(prompt).length; t++) {
            if (!at.test(t)) continue;
            float value = values[sources.start()[prompt] + sourceToken(prompt, t)];
            all.add(new Intervention(
                    node.site(), new int[] {node.channel()}, new float[1], new float[] {value}, new int[] {t}));
        }
        return all;
    }

    private int sourceToken(int prompt, int token) {
        int length = sources.length(prompt);
        return fromEnds ? Math.max(0, length - prompts.get(prompt).length + token) : Math.min(token, length - 1);
    }
}
