package org.circuitexplorer.engine.prune;

/// A circuit on the way.
///
/// @param mask 1 for each node kept, 0 for the others
/// @param loss its task loss, nats
record Candidate(float[] mask, double loss) {
    int nodes() {
        int count = 0;
        for (float m : mask) {
            if (m != 0f) count++;
        }
        return count;
    }
}
