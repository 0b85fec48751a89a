package org.circuitexplorer.engine.dense;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

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

    private static final String PROCESSOR_BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";
    private static final String CARD_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

    private final String description;
    private final boolean onCard;

    private Nd4jDevice(String description, boolean onCard) {
        this.description = description;
        this.onCard = onCard;
    }

    /// Whether ND4J with this back end is on the class path; does not load it.
    ///
    /// @param onCard the back end for graphics cards instead of that for the processor
    public static boolean isInstalled(boolean onCard) {
        try {
            Class.forName(onCard ? CARD_BACKEND : PROCESSOR_BACKEND, false, Nd4jDevice.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /// Loads ND4J, unless it was loaded before. It computes with the same back end until the program ends.
    ///
    /// @param cache folder for its native code
    /// @param onCard the back end for graphics cards instead of that for the processor
    /// @throws DeviceException when it is not part of this installation, cannot be loaded, or has the other
    ///     back end
    public static Nd4jDevice open(Path cache, boolean onCard) {
        setUnlessSet("org.bytedeco.javacpp.cachedir", cache.toString());
        // What the program may take is bounded by what a model takes, which is looked at before.
        setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
        try {
            boolean card = !Nd4j.getBackend().getClass().getName().equals(PROCESSOR_BACKEND);
            if (card != onCard) {
                throw new DeviceException(
                        card
                                ? "nd4j: this program's ND4J computes on the graphics card; choose nd4j-cuda or cpu."
                                : "nd4j-cuda: ND4J found no graphics card that it can use; choose nd4j or cpu.");
            }
            return new Nd4jDevice(card ? "ND4J on the graphics card" : "ND4J on the CPU", card);
        } catch (NoClassDefFoundError e) {
            throw new DeviceException(
                    "ND4J is not part of this installation; choose the CPU, or take the program folder that has"
                            + " lib/nd4j.",
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
        // How much a card has free only its own library knows; it says so when it is too little.
        if (!onCard && needed > free) {
            throw new DeviceException(format(
                    ROOT,
                    "With all its zeros this model takes %.1f GB and %.1f GB are free; choose the CPU, whose kernels"
                            + " keep non-zero weights only.",
                    needed / GIGABYTE,
                    free / GIGABYTE));
        }
        return Nd4jFailure.guarded(() -> new DenseModel(model));
    }

    @Override
    public void close() {}
}
