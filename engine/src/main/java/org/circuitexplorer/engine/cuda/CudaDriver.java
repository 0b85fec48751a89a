package org.circuitexplorer.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.circuitexplorer.engine.run.DeviceException;

/// The NVIDIA driver of this machine, as far as it is needed here. Close it after every [CudaDevice] opened on it.
public final class CudaDriver implements AutoCloseable {
    private static final String NAME = "CUDA";
    private static final int NAME_LENGTH = 256;
    private static final int MAJOR = 75;
    private static final int MINOR = 76;
    private static final int MULTIPROCESSORS = 16;
    private static final int MEMORY_CLOCK = 36;
    private static final int MEMORY_BUS = 37;
    private static final int CLOCK = 13;

    private final DriverLibrary library;
    private final int version;

    /// @param file name or path of the driver's library, see [#libraryOfThisSystem()]
    /// @throws DeviceException when there is no driver, or it does not start or sees no GPU
    public CudaDriver(String file) {
        this.library = new DriverLibrary(file);
        boolean started = false;
        try {
            library.call(NAME, DriverFunction.INIT, 0);
            this.version = readVersion();
            started = true;
        } finally {
            if (!started) library.close();
        }
    }

    /// The file that the driver's library is called on this system.
    public static String libraryOfThisSystem() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "nvcuda.dll" : "libcuda.so.1";
    }

    private int readVersion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT);
            library.call(NAME, DriverFunction.DRIVER_VERSION, out);
            return out.get(JAVA_INT, 0);
        }
    }

    /// The newest CUDA version that the driver serves, such as `12.9`.
    public String version() {
        return version / 1000 + "." + version % 1000 / 10;
    }

    /// The GPUs, in the driver's order.
    ///
    /// @throws DeviceException when the driver does not answer
    public List<CudaDeviceInfo> devices() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT);
            library.call(NAME, DriverFunction.DEVICE_COUNT, out);
            int count = out.get(JAVA_INT, 0);
            List<CudaDeviceInfo> devices = new ArrayList<>();
            for (int i = 0; i < count; i++) devices.add(info(i, arena));
            return devices;
        }
    }

    private CudaDeviceInfo info(int ordinal, Arena arena) {
        MemorySegment number = arena.allocate(JAVA_LONG);
        library.call(NAME, DriverFunction.DEVICE, number, ordinal);
        int device = number.get(JAVA_INT, 0);
        MemorySegment name = arena.allocate(NAME_LENGTH);
        library.call(NAME, DriverFunction.DEVICE_NAME, name, NAME_LENGTH, device);
        library.call(NAME, DriverFunction.DEVICE_MEMORY, number, device);
        long memory = number.get(JAVA_LONG, 0);
        return new CudaDeviceInfo(
                device,
                name.getString(0),
                version(),
                attribute(MAJOR, device, arena),
                attribute(MINOR, device, arena),
                attribute(MULTIPROCESSORS, device, arena),
                memory,
                attribute(CLOCK, device, arena) * 1000L,
                2L * attribute(MEMORY_CLOCK, device, arena) * 1000 * attribute(MEMORY_BUS, device, arena) / 8);
    }

    private int attribute(int which, int device, Arena arena) {
        MemorySegment out = arena.allocate(JAVA_INT);
        library.call(NAME, DriverFunction.DEVICE_ATTRIBUTE, out, which, device);
        return out.get(JAVA_INT, 0);
    }

    /// Makes a GPU ready to compute.
    ///
    /// @throws DeviceException when it cannot be used
    public CudaDevice open(CudaDeviceInfo device) {
        if (!device.isServed()) throw new DeviceException(device.unserved());
        return new CudaDevice(new CudaContext(library, device));
    }

    @Override
    public void close() {
        library.close();
    }
}
