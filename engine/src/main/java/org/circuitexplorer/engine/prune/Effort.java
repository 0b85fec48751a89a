package org.circuitexplorer.engine.prune;

/// What a search took, in attempts; these are the same on every machine, seconds are not.
///
/// @param kicks attempts of refinement
/// @param exhausted whether refinement ended because so many of them in a row made nothing smaller, and not because
///     someone asked it to
public record Effort(int kicks, boolean exhausted) {
    static final Effort NONE = new Effort(0, true);
}
