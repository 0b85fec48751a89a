package org.circuitexplorer.engine.validate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// All that a validation found out about a circuit, and what is needed to do it again.
///
/// @param document the circuit with the digests of its model and task
/// @param pairs unseen pairs that were used
/// @param faithfulness on those pairs
/// @param ablations losses when what lies outside is replaced in other ways
/// @param nodes what each node is worth, the largest first
/// @param edges what each edge is worth, the largest first
/// @param weakestPair the two nodes that cost least together; empty for a circuit of one node
/// @param sizes faithfulness over sizes
/// @param orders losses over sizes, beside other orders of nodes
/// @param completeness under random knock-outs
/// @param interchange values exchanged within the bins of histograms
/// @param copies nodes that follow another
/// @param ends tokens and answers counted as nodes
/// @param variations circuit and model on varied prompts
/// @param randomSets random circuits of equal size
/// @param pruning pruned controls, empty when they were not asked for
/// @param seeds what other seeds find, empty when controls were not asked for
/// @param flags reasons for doubt, one plain sentence each
/// @param settings what steered it
/// @param program version of the program
/// @param made when
public record Dossier(
        CircuitDocument document,
        int pairs,
        Faithfulness faithfulness,
        List<AblationLoss> ablations,
        List<NodeEffect> nodes,
        List<EdgeEffect> edges,
        Optional<WeakestPair> weakestPair,
        SizeCurve sizes,
        SizeLosses orders,
        Completeness completeness,
        Interchange interchange,
        Copies copies,
        Ends ends,
        List<VariationResult> variations,
        RandomSets randomSets,
        Optional<List<PruningControl>> pruning,
        Optional<SeedOverlap> seeds,
        List<Flag> flags,
        ValidationSettings settings,
        String program,
        Instant made) {
    /// What guessing costs, nats.
    public static final double GUESSING = Flags.GUESSING;

    /// Share of prompts with different answers from which on circuit and model part ways.
    public static final double MOST_DISAGREEMENT = Flags.MOST_DISAGREEMENT;

    public Dossier {
        ablations = List.copyOf(ablations);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        variations = List.copyOf(variations);
        pruning = pruning.map(List::copyOf);
        flags = List.copyOf(flags);
    }

    /// How far the circuit can be trusted.
    public Verdict verdict() {
        return Verdict.of(this);
    }

    /// A loss up to which something is *close* to the circuit: half way between the circuit's and guessing, or the
    /// circuit's where that is worse than guessing.
    public double closeLoss() {
        return Flags.close(faithfulness.circuit().value());
    }

    Dossier withFlags(List<Flag> found) {
        return new Dossier(
                document,
                pairs,
                faithfulness,
                ablations,
                nodes,
                edges,
                weakestPair,
                sizes,
                orders,
                completeness,
                interchange,
                copies,
                ends,
                variations,
                randomSets,
                pruning,
                seeds,
                found,
                settings,
                program,
                made);
    }
}
