package org.circuitexplorer.app.graph;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Two groups in one line, at its two ends; in two lines where both do not fit.
final class WrappingBar extends Pane {
    private static final double LINE = 34;
    private static final double GAP = 16;

    private final Region left;
    private final Region right;

    /// @param left may shrink to its least width
    /// @param right keeps the width that it wants
    WrappingBar(Region left, Region right) {
        super(left, right);
        this.left = left;
        this.right = right;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return isWrapped(width < 0 ? getWidth() : width) ? 2 * LINE : LINE;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    private double free(double width) {
        Insets around = getInsets();
        return width - around.getLeft() - around.getRight();
    }

    private boolean isWrapped(double width) {
        return left.minWidth(LINE) + GAP + right.prefWidth(LINE) > free(width);
    }

    @Override
    protected void layoutChildren() {
        double x = getInsets().getLeft();
        double width = free(getWidth());
        double wanted = Math.min(right.prefWidth(LINE), width);
        boolean wrapped = isWrapped(getWidth());
        double leftWidth = wrapped ? width : Math.min(left.prefWidth(LINE), width - wanted - GAP);
        left.resizeRelocate(x, 0, leftWidth, LINE);
        right.resizeRelocate(wrapped ? x : x + width - wanted, wrapped ? LINE : 0, wanted, LINE);
    }
}
