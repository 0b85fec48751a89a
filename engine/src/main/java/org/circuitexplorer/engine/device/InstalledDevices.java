package org.circuitexplorer.engine.device;

import java.nio.file.Path;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.dense.Nd4jDevice;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.ModelOnDevice;

/// The devices that this build of the program has.
final class InstalledDevices implements DeviceOpener {
    /// What tells ND4J to prefer the processor where it has back ends for both.
    private static final String PREFER_PROCESSOR = "BACKEND_PRIORITY_CPU";

    private final Path cache;

    /// @param cache folder of files that can be made again
    InstalledDevices(Path cache) {
        this.cache = cache;
    }

    @Override
    public String missing(DeviceKind kind) {
        return switch (kind) {
            case CPU, AUTO, CUDA -> "";
            case ND4J -> nd4j();
            case ND4J_CUDA ->
                Nd4jDevice.isInstalled(true)
                        ? ""
                        : "is not part of this program; build it with the Maven profile cuda, or choose nd4j or cpu.";
        };
    }

    private static String nd4j() {
        if (!Nd4jDevice.isInstalled(false)) {
            return "is not part of this installation; choose cpu, or start the program from a folder with lib/nd4j.";
        }
        if (Nd4jDevice.isInstalled(true) && System.getenv(PREFER_PROCESSOR) == null) {
            return "computes on the graphics card where the program has it for both; choose nd4j-cuda, or set "
                    + PREFER_PROCESSOR + "=1000 before the program starts.";
        }
        return "";
    }

    @Override
    public Device open(DeviceKind kind) {
        return switch (kind) {
            case ND4J -> Nd4jDevice.open(cache.resolve("nd4j"), false);
            case ND4J_CUDA -> Nd4jDevice.open(cache.resolve("nd4j"), true);
            case CUDA -> OnDriver.open(CudaDriver.libraryOfThisSystem());
            case CPU, AUTO -> throw new IllegalArgumentException(kind + " is not opened here");
        };
    }

    /// The first card of a driver that is closed with it.
    private record OnDriver(CudaDriver driver, Device device) implements Device {
        static Device open(String library) {
            CudaDriver driver = new CudaDriver(library);
            boolean opened = false;
            try {
                Device device =
                        new OnDriver(driver, driver.open(driver.devices().getFirst()));
                opened = true;
                return device;
            } finally {
                if (!opened) driver.close();
            }
        }

        @Override
        public String description() {
            return device.description();
        }

        @Override
        public ModelOnDevice open(SparseTransformer model) {
            return device.open(model);
        }

        @Override
        public void close() {
            device.close();
            driver.close();
        }
    }
}
