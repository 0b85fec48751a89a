package org.circuitexplorer.engine.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Substitutes;

/// Ablations that take values from other prompts, as changes of passes over single prompts. The same seed, prompts and
/// corpus give the same values. For one thread at a time.
public final class Resampling {
    private final ForwardRunner pass;
    private final List<int[]> prompts;
    private final boolean paired;
    private final Pool pool;
    private final Map<Ablation, Substitutes> sources = new HashMap<>();

    /// Sequences of a corpus.
    ///
    /// @param size how many; 0 where there is no corpus
    /// @param sequence the tokens of one, by number
    public record Pool(int size, IntFunction<int[]> sequence) {
        public static final Pool EMPTY = new Pool(0, i -> new int[0]);

        /// One sequence for each prompt, no longer than the prompt: what comes later has no influence on its values.
        ///
        /// @throws IllegalArgumentException when there is no corpus
        public List<int[]> draw(long seed, List<int[]> prompts) {
            if (size == 0) {
                throw new IllegalArgumentException("there is no corpus sample beside the model to draw values from");
            }
            SplittableRandom random = new SplittableRandom(seed);
            return prompts.stream()
                    .map(prompt -> {
                        int[] drawn = sequence.apply(random.nextInt(size));
                        return Arrays.copyOf(drawn, Math.min(drawn.length, prompt.length));
                    })
                    .toList();
        }
    }

    private Resampling(ForwardRunner pass, List<int[]> prompts, boolean paired, Pool pool) {
        this.pass = pass;
        this.prompts = List.copyOf(prompts);
        this.paired = paired;
        this.pool = pool;
    }

    /// Prompts of pairs: the other one of each stands beside it.
    ///
    /// @param pass the model as it is
    public static Resampling ofPairs(ForwardRunner pass, List<int[]> prompts, Pool pool) {
        if (prompts.size() % 2 != 0) {
            throw new IllegalArgumentException("expected two prompts for each pair, found " + prompts.size());
        }
        return new Resampling(pass, prompts, true, pool);
    }

    /// Prompts of which none has another one.
    public static Resampling ofPrompts(ForwardRunner pass, List<int[]> prompts, Pool pool) {
        return new Resampling(pass, prompts, false, pool);
    }

    /// All that ablations change in a pass over one prompt alone.
    ///
    /// @param base what is changed without ablations
    /// @throws IllegalArgumentException when a value is to be drawn from a corpus and there is none
    public Interventions at(int prompt, Ablations ablations, NodeMask base) {
        return ablations.on(base).interventions().then(further(prompt, ablations, base));
    }

    /// What of that comes after [Ablations#on].
    public Interventions further(int prompt, Ablations ablations, NodeMask base) {
        List<Intervention> resampled = new ArrayList<>();
        byKind(ablations.byNode()).forEach((kind, nodes) -> {
            if (kind instanceof Ablation.OtherPrompt && !paired) return;
            Substitutes substitutes = sources.computeIfAbsent(kind, this::source);
            substitutes.prepare(nodes);
            for (NodeId node : nodes) {
                resampled.addAll(substitutes.replace(node, prompt, tokens(ablations, node)));
            }
        });
        return ablations.further(base).then(Interventions.of(resampled));
    }

    private static Map<Ablation, List<NodeId>> byKind(SortedMap<NodeId, Ablation> byNode) {
        Map<Ablation, List<NodeId>> byKind = new HashMap<>();
        byNode.forEach((node, ablation) -> {
            if (ablation.isResampling()) {
                byKind.computeIfAbsent(ablation, k -> new ArrayList<>()).add(node);
            }
        });
        return byKind;
    }

    private static IntPredicate tokens(Ablations ablations, NodeId node) {
        Optional<Set<Integer>> places = ablations.positionsOf(node).map(Set::copyOf);
        return t -> places.isEmpty() || places.get().contains(t);
    }

    private Substitutes source(Ablation kind) {
        return switch (kind) {
            case Ablation.CorpusSample(long seed) -> Substitutes.byBeginnings(pass, prompts, pool.draw(seed, prompts));
            default ->
                Substitutes.byEnds(
                        pass,
                        prompts,
                        IntStream.range(0, prompts.size())
                                .mapToObj(i -> prompts.get(i ^ 1))
                                .toList());
        };
    }
}
