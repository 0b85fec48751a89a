package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.tensor.Panel;

/// An MLP of which only the universe's nodes vary.
record CompiledMlp(CompiledRead read, FoldedTopK in, Activation function, UniverseSite neurons, CompiledWrite write)
        implements CompiledSublayer {
    @Override
    public void run(TreeStream stream, TreeMask mask, CompiledScratch scratch) {
        boolean varies = write.nodes().keepsAny(mask);
        for (int tile = 0; tile < stream.tree().tiles(); tile++) {
            if (varies) {
                neurons(stream, tile, mask, scratch);
                write.run(stream, tile, mask, scratch);
            } else {
                write.addFrozen(stream, tile, mask, scratch);
            }
        }
    }

    /// Leaves one row for each neuron of the universe in `scratch.inner`.
    private void neurons(TreeStream stream, int tile, TreeMask mask, CompiledScratch scratch) {
        if (neurons.keepsAny(mask)) read.run(stream, tile, mask, scratch);
        in.select(stream.tree(), tile, scratch.in, function, neurons, mask, scratch, scratch.inner, 0, TILE);
    }

    /// An input projection whose constant outputs have passed the MLP's function.
    static FoldedLinear activated(FoldedLinear linear, Activation function) {
        float[][] constant = linear.constant();
        float[][] activated = new float[constant.length][];
        for (int d = 0; d < constant.length; d++) {
            float[] values = Arrays.copyOf(constant[d], Panel.tileCount(constant[d].length) * TILE);
            new ActivationFunction().forward(function, values, values.length / TILE, TILE);
            activated[d] = Arrays.copyOf(values, constant[d].length);
        }
        return linear.withConstant(activated);
    }
}
