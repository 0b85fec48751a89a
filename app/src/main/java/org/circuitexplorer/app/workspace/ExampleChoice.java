package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// Which values of a node are wanted as examples from the corpus.
public sealed interface ExampleChoice {
    /// The largest and the smallest.
    record Extremes() implements ExampleChoice {}

    /// Those that begin the largest and the smallest share of all values.
    ///
    /// @param fraction of all tokens of the corpus, 0.001 for 0.1 %
    record Share(double fraction) implements ExampleChoice {
        public Share {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("expected a fraction between 0 and 1, found " + fraction);
            }
        }
    }

    /// Those in a range, such as a bar of the histogram.
    record Within(ValueRange values) implements ExampleChoice {}

    /// The shares that can be chosen, as fractions of all tokens.
    List<Double> SHARES = List.of(0.001, 0.01, 0.1, 0.5);

    /// The choice after this one: the extremes, then each share, then the extremes again.
    default ExampleChoice next() {
        int after = this instanceof Share(double fraction) ? SHARES.indexOf(fraction) + 1 : 0;
        boolean begins = this instanceof Within || after == SHARES.size();
        return begins ? new Extremes() : new Share(SHARES.get(after));
    }

    /// The value that bounds a share of all values at one end.
    static double bound(NodeHistogram histogram, double fraction, boolean top) {
        return histogram.quantile(top ? 1 - fraction : fraction);
    }

    /// The range, where one is wanted.
    default Optional<ValueRange> range() {
        return this instanceof Within(ValueRange values) ? Optional.of(values) : Optional.empty();
    }
}
