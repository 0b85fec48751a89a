package org.circuitexplorer.engine.task;

/// A scale and a shift of the logits of the two answers. A pruned model is badly calibrated; what of its loss is only
/// that, a loss after calibration does not count (Gao et al. 2025, appendix A.5).
///
/// With two answers only the difference of their logits matters, that of the positive prompt's wanted answer less that
/// of the negative prompt's: `z' = scale * z + shift`.
///
/// @param scale 0 or more
/// @param shift towards the answer wanted after positive prompts
public record Calibration(double scale, double shift) {
    /// What changes nothing.
    public static final Calibration NONE = new Calibration(1, 0);

    private static final int STEPS = 50;
    private static final double SETTLED = 1e-10;
    private static final double RIDGE = 1e-12;

    public Calibration {
        if (!(scale >= 0) || Double.isInfinite(scale) || !Double.isFinite(shift)) {
            throw new IllegalArgumentException(
                    "expected a finite scale of 0 or more and a finite shift, found " + scale + " and " + shift);
        }
    }

    /// The scale and shift with the least loss. Where every answer is right no finite scale is best, so that
    /// the answers aimed at are not quite certain: `(n + 1) / (n + 2)` for n prompts of a class (Platt 1999).
    /// Where only a negative scale would help, the answers say nothing: then the scale is 0.
    public static Calibration fit(TaskResult result) {
        float[] wanted = result.logitDifferences();
        int classSize = wanted.length / 2;
        double sure = (classSize + 1.0) / (classSize + 2.0);
        double scale = 1;
        double shift = 0;
        double loss = loss(wanted, sure, scale, shift);
        for (int step = 0; step < STEPS; step++) {
            double[] move = newton(wanted, sure, scale, shift);
            double share = 1;
            double next = loss(wanted, sure, scale + move[0], shift + move[1]);
            while (next > loss && share > SETTLED) {
                share /= 2;
                next = loss(wanted, sure, scale + share * move[0], shift + share * move[1]);
            }
            if (!(next <= loss)) break;
            boolean settled = loss - next < SETTLED;
            scale += share * move[0];
            shift += share * move[1];
            loss = next;
            if (settled) break;
        }
        return scale < 0 ? new Calibration(0, 0) : new Calibration(scale, shift);
    }

    /// The same answers with other logits.
    public TaskResult apply(TaskResult result) {
        float[] wanted = result.logitDifferences();
        float[] calibrated = new float[wanted.length];
        for (int i = 0; i < wanted.length; i++) calibrated[i] = (float) (scale * wanted[i] + side(i) * shift);
        return TaskResult.of(calibrated);
    }

    private static int side(int prompt) {
        return prompt % 2 == 0 ? 1 : -1;
    }

    private static double loss(float[] wanted, double sure, double scale, double shift) {
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double difference = scale * wanted[i] + side(i) * shift;
            sum += TaskResult.softplus(-difference) + (1 - sure) * difference;
        }
        return sum / wanted.length;
    }

    /// The step of Newton's method: gradient and curvature of [#loss] by scale and shift.
    private static double[] newton(float[] wanted, double sure, double scale, double shift) {
        double byScale = 0;
        double byShift = 0;
        double scaleScale = RIDGE;
        double scaleShift = 0;
        double shiftShift = RIDGE;
        for (int i = 0; i < wanted.length; i++) {
            double right = 1 / (1 + Math.exp(-(scale * wanted[i] + side(i) * shift)));
            double slope = right - sure;
            double curvature = right * (1 - right);
            byScale += slope * wanted[i];
            byShift += slope * side(i);
            scaleScale += curvature * wanted[i] * wanted[i];
            scaleShift += curvature * wanted[i] * side(i);
            shiftShift += curvature;
        }
        double determinant = scaleScale * shiftShift - scaleShift * scaleShift + RIDGE;
        return new double[] {
            -(shiftShift * byScale - scaleShift * byShift) / determinant,
            -(scaleScale * byShift - scaleShift * byScale) / determinant
        };
    }
}
