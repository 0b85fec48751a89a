package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Random;

/// Random tiles for the tests of kernels.
final class Tiles {
    private Tiles() {}

    static float[] gaussian(Random random, int channels) {
        float[] tile = new float[channels * TILE];
        for (int i = 0; i < tile.length; i++) tile[i] = (float) random.nextGaussian();
        return tile;
    }
}
