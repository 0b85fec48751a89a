package org.circuitexplorer.engine.token;

/// How well a rule says where a node fires, counted over the tokens of a corpus.
///
/// @param above the node fires where the magnitude of its value is larger than this
/// @param tokens tokens that were looked at
/// @param fires tokens at which the node fires
/// @param holds tokens at which the rule holds
/// @param both tokens at which both is so
public record RuleScore(double above, int tokens, int fires, int holds, int both) {
    public RuleScore {
        if (!(above >= 0) || Double.isInfinite(above)) {
            throw new IllegalArgumentException("expected a threshold from 0, found " + above);
        }
        if (both < 0
                || both > Math.min(fires, holds)
                || Math.max(fires, holds) > tokens
                || fires + holds - both > tokens) {
            throw new IllegalArgumentException("expected counts of the same tokens, found " + tokens + " tokens, "
                    + fires + " fire, " + holds + " hold, " + both + " both");
        }
    }

    /// Of the tokens at which the rule holds, the share at which the node fires; NaN where it holds nowhere.
    public double precision() {
        return holds == 0 ? Double.NaN : (double) both / holds;
    }

    /// Of the tokens at which the node fires, the share at which the rule holds; NaN where it fires nowhere.
    public double recall() {
        return fires == 0 ? Double.NaN : (double) both / fires;
    }

    /// The harmonic mean of precision and recall; NaN where the rule holds nowhere and the node fires nowhere.
    public double f1() {
        return fires + holds == 0 ? Double.NaN : 2.0 * both / (fires + holds);
    }
}
