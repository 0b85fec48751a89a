package org.circuitexplorer.viewer.chart;

/// The course of a search for a circuit: at each step the task loss and the nodes still kept.
///
/// @param steps ascending
/// @param losses nats, one for each step
/// @param nodes one count for each step
/// @param target loss that the search aims at
public record LossCurve(int[] steps, double[] losses, int[] nodes, double target) {
    public LossCurve {
        if (losses.length != steps.length || nodes.length != steps.length) {
            throw new IllegalArgumentException("expected " + steps.length + " losses and node counts, found "
                    + losses.length + " and " + nodes.length);
        }
    }

    public static LossCurve empty(double target) {
        return new LossCurve(new int[0], new double[0], new int[0], target);
    }
}
