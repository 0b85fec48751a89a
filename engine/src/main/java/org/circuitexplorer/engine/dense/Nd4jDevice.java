package org.circuitexplorer.engine.dense;

import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J's dense matrices, on the processor or on a graphics card, whichever back end is on the class path.
///
/// ND4J unpacks its native code (about 400 MB) on first use and takes seconds to start: open it off the window's
/// thread.
public final class Nd4jDevice implements Device {
    private static final double GIGABYTE = 1e9;

    private final String description;

    private Nd4jDevice(String description) {
        this.description = description;
    }

    /// Loads ND4J, unless it was loaded before.
    ///
    /// @param cache folder for its native code
    /// @throws DeviceException when it is not part of this installation or cannot be loaded
    public static Nd4jDevice open(Path cache) {
        setUnlessSet("org.bytedeco.javacpp.cachedir", cache.toString());
        // What the program may take is bounded by what a model takes, which is looked at before.
        setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
        try {
            String backend = Nd4j.getBackend().getClass().getSimpleName();
            return new Nd4jDevice(
                    backend.equals("CpuBackend") ? "ND4J on the CPU" : "ND4J on the graphics card (" + backend + ")");
        } catch (NoClassDefFoundError e) {
            throw new DeviceException(
                    "ND4J is not part of this installation; choose the CPU, or take the program folder that has lib/nd4j.",
                    e);
        } catch (LinkageError e) {
            throw new DeviceException(
                    "ND4J cannot be loaded on this machine (" + e.getMessage() + "); choose the CPU.", e);
        }
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) System.setProperty(key, value);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public ModelOnDevice open(SparseTransformer model) {
        long needed = DenseWeights.bytes(model.config());
        long free = Pointer.availablePhysicalBytes();
        if (needed > free) {
            throw new DeviceException(
                    "With all its zeros this model takes %.1f GB and %.1f GB are free; choose the CPU, whose kernels keep non-zero weights only."
                            .formatted(needed / GIGABYTE, free / GIGABYTE));
        }
        return Nd4jFailure.guarded(() -> new DenseModel(model));
    }

    @Override
    public void close() {}
}
