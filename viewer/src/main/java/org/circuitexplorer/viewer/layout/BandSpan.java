package org.circuitexplorer.viewer.layout;

/// The place of a band; it reaches from side to side.
///
/// @param shaded whether it is one of the darker of two alternating grounds
public record BandSpan(String id, String label, double top, double bottom, boolean shaded) {
    public double middle() {
        return (top + bottom) / 2;
    }
}
