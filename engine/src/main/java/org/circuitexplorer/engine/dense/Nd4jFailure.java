package org.circuitexplorer.engine.dense;

import java.util.function.Supplier;
import org.circuitexplorer.engine.run.DeviceException;

/// What ND4J throws, in a sentence.
final class Nd4jFailure {
    private Nd4jFailure() {}

    /// @throws DeviceException when ND4J fails or has no memory left
    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DeviceException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new DeviceException(
                    "ND4J has not enough memory for this model and these prompts; choose the CPU, whose kernels keep"
                            + " non-zero weights only.",
                    e);
        } catch (RuntimeException e) {
            throw new DeviceException("ND4J failed (" + reason(e) + "); choose the CPU.", e);
        }
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
