package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.run.Intervention;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// All interventions at one site taken together: `x' = x * multiply + add`. What is replaced must be finite.
///
/// @param multiply `[channels, 1]`, or `[channels, columns]` where it depends on the position
/// @param add shaped like it
record DenseIntervention(INDArray multiply, INDArray add) {
    static DenseIntervention of(List<Intervention> interventions, int channels, DenseBatch part) {
        boolean everywhere = interventions.stream().map(Intervention::positions).allMatch(Objects::isNull);
        int columns = everywhere ? 1 : part.columns();
        float[] multiply = new float[channels * columns];
        float[] add = new float[channels * columns];
        Arrays.fill(multiply, 1);
        for (Intervention i : interventions) {
            for (int column = 0; column < columns; column++) {
                if (!actsAt(i.positions(), column % part.shape().length())) continue;
                for (int n = 0; n < i.channels().length; n++) {
                    int at = column * channels + i.channels()[n];
                    multiply[at] *= i.multiply()[n];
                    add[at] = add[at] * i.multiply()[n] + i.add()[n];
                }
            }
        }
        return new DenseIntervention(
                DenseMatrices.activations(multiply, channels, columns),
                DenseMatrices.activations(add, channels, columns));
    }

    private static boolean actsAt(int @Nullable [] positions, int position) {
        return positions == null || Arrays.stream(positions).anyMatch(p -> p == position);
    }

    void apply(INDArray values) {
        if (multiply.columns() == 1) {
            values.muliColumnVector(multiply).addiColumnVector(add);
        } else {
            values.muli(multiply).addi(add);
        }
    }

    void close() {
        multiply.close();
        add.close();
    }
}
