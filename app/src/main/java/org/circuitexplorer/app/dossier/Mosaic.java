package org.circuitexplorer.app.dossier;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Cards in columns of the same width, as many as are wide enough to be read: each stands below the shortest column so
/// far. A card that becomes higher moves those below it, none to another column.
final class Mosaic extends Pane {
    private static final double GAP = 12;
    /// From these widths on there are two columns, or three.
    private static final double TWO = 700;

    private static final double THREE = 1560;

    /// The column of each card, for so many columns as there are.
    private int[] columns = {};

    private int count;

    Mosaic(List<? extends Node> cards) {
        getChildren().addAll(cards);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private static double width(double all, int number) {
        return Math.floor((all - (number - 1) * GAP) / number);
    }

    private void sortInto(int number, double width) {
        if (number == count) return;
        count = number;
        columns = new int[getChildren().size()];
        double[] ends = new double[number];
        for (int i = 0; i < columns.length; i++) {
            int shortest = 0;
            for (int c = 1; c < number; c++) if (ends[c] < ends[shortest]) shortest = c;
            columns[i] = shortest;
            ends[shortest] += getChildren().get(i).prefHeight(width) + GAP;
        }
    }

    /// Where the columns end, once each card was given its place.
    private double[] walk(double all, Placing place) {
        int number = all < TWO ? 1 : all < THREE ? 2 : 3;
        double width = width(all, number);
        sortInto(number, width);
        double[] ends = new double[number];
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            double height = getChildren().get(i).prefHeight(width);
            place.put(getChildren().get(i), column * (width + GAP), ends[column], width, height);
            ends[column] += height + GAP;
        }
        return ends;
    }

    private interface Placing {
        void put(Node card, double x, double y, double width, double height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return TWO;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double all = width < 0 ? Math.max(getWidth(), TWO) : width;
        double[] ends = walk(all, (card, x, y, w, h) -> {});
        return Math.max(0, Arrays.stream(ends).max().orElse(0) - GAP);
    }

    @Override
    protected void layoutChildren() {
        walk(getWidth(), (card, x, y, w, h) -> card.resizeRelocate(x, y, w, h));
    }
}
