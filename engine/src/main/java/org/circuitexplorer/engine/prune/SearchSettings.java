package org.circuitexplorer.engine.prune;

/// How learned rankings become a small circuit.
///
/// @param starts how often masks are learned from another random start; the ranking of the fewest nodes is used
/// @param heldBackShare share of the training pairs on which the size is bisected and masks are not learned
/// @param safetyMargin by how much the loss on all training pairs must stay below the target, in nats, because unseen
///     pairs decide
/// @param candidates how many pathways outside the circuit may be added by a kick
/// @param kicks after how many disturbances in a row that made the circuit no smaller the search ends
/// @param noise standard deviation of the logarithm of the random factor on prices after a kick
public record SearchSettings(
        int starts, double heldBackShare, double safetyMargin, int candidates, int kicks, double noise) {
    public static final SearchSettings DEFAULT = new SearchSettings(3, 1.0 / 3, 0.002, 100, 50, 0.5);

    public SearchSettings {
        Ranges.require("starts", starts);
        Ranges.require("heldBackShare", heldBackShare);
        Ranges.require("safetyMargin", safetyMargin);
        Ranges.require("candidates", candidates);
        Ranges.require("kicks", kicks);
        Ranges.require("noise", noise);
    }
}
