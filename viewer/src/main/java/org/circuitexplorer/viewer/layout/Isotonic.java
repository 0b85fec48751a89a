package org.circuitexplorer.viewer.layout;

/// Places things in a row as near to where they want to be as their order and their distances allow: the exact minimum
/// of the weighted sum of squared shifts, by pooling neighbours that push against each other.
final class Isotonic {
    private Isotonic() {}

    /// @param wanted where each wants to be, in order of the row
    /// @param weight how much each insists, greater than 0
    /// @param distance least distance of each from the one before it; the first is ignored
    /// @return where each goes
    static double[] place(double[] wanted, double[] weight, double[] distance) {
        int n = wanted.length;
        double[] offset = new double[n];
        for (int i = 1; i < n; i++) offset[i] = offset[i - 1] + distance[i];
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            mean[blocks] = wanted[i] - offset[i];
            mass[blocks] = weight[i];
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                blocks--;
                double total = mass[blocks - 1] + mass[blocks];
                mean[blocks - 1] = (mean[blocks - 1] * mass[blocks - 1] + mean[blocks] * mass[blocks]) / total;
                mass[blocks - 1] = total;
                size[blocks - 1] += size[blocks];
            }
        }
        double[] placed = new double[n];
        for (int block = 0, i = 0; block < blocks; block++) {
            for (int k = 0; k < size[block]; k++, i++) placed[i] = mean[block] + offset[i];
        }
        return placed;
    }
}
