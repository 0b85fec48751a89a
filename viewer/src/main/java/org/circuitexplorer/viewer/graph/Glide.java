package org.circuitexplorer.viewer.graph;

import java.util.function.DoubleConsumer;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.util.Duration;

/// A short movement from 0 to 1, fast at first; a new one replaces the one under way.
final class Glide extends Transition {
    private static final Duration LENGTH = Duration.millis(220);
    private DoubleConsumer step = part -> {};

    Glide() {
        setCycleDuration(LENGTH);
        setInterpolator(Interpolator.SPLINE(0.2, 0.7, 0.2, 1));
    }

    /// Runs the step with growing parts; ends at once with 1 when motion is off.
    void run(boolean animated, DoubleConsumer newStep) {
        stop();
        step = newStep;
        if (animated) playFromStart();
        else step.accept(1);
    }

    @Override
    protected void interpolate(double part) {
        step.accept(part);
    }
}
