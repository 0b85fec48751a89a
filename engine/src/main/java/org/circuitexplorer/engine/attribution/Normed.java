package org.circuitexplorer.engine.attribution;

import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.tensor.Panel;

/// What a norm makes of one token.
///
/// @param input its channels before the norm
/// @param mean what is subtracted from each; 0 for RMSNorm
/// @param scale by what each is multiplied before its weight
record Normed(Norm norm, double[] input, double mean, double scale) {
    static Normed of(Norm norm, double[] input) {
        double mean = 0;
        if (!norm.rms()) for (double x : input) mean += x / input.length;
        double squares = 0;
        for (double x : input) squares += (x - mean) * (x - mean);
        return new Normed(norm, input, mean, 1 / Math.sqrt(squares / input.length + norm.epsilon()));
    }

    /// A token of a panel.
    static Normed of(Norm norm, Panel panel, int column) {
        double[] input = new double[norm.width()];
        for (int c = 0; c < input.length; c++) input[c] = panel.get(c, column);
        return of(norm, input);
    }

    double result(int channel) {
        return (input[channel] - mean) * scale * norm.weight()[channel] + norm.bias()[channel];
    }
}
