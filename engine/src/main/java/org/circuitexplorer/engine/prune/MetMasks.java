package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Masks on the way of learning that met the target on the batch they were learned on, each smaller than the one
/// before.
final class MetMasks {
    private final List<float[]> masks = new ArrayList<>();

    /// Measures a mask on all pairs.
    @FunctionalInterface
    interface Test {
        /// @return empty when it does not meet the target
        Optional<Candidate> onAllPairs(float[] mask);
    }

    void add(float[] smaller) {
        masks.add(smaller);
    }

    /// A small one that meets the target on all pairs: from the last one back in steps that double, then forward again
    /// by halves. Neither goes through all of them, of which there may be hundreds.
    Optional<Candidate> smallest(Test test) {
        int fails = masks.size();
        for (int step = 1; fails > 0; step *= 2) {
            int tried = Math.max(0, fails - step);
            Optional<Candidate> found = test.onAllPairs(masks.get(tried));
            if (found.isPresent()) return Optional.of(smallest(test, found.get(), tried, fails));
            fails = tried;
        }
        return Optional.empty();
    }

    private Candidate smallest(Test test, Candidate found, int at, int fails) {
        Candidate smallest = found;
        int low = at;
        int high = fails;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            Optional<Candidate> tried = test.onAllPairs(masks.get(middle));
            if (tried.isPresent()) {
                smallest = tried.get();
                low = middle;
            } else {
                high = middle;
            }
        }
        return smallest;
    }
}
