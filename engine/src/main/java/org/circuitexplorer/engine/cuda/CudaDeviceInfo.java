package org.circuitexplorer.engine.cuda;

/// A GPU as the driver describes it.
///
/// @param ordinal the driver's number for it
/// @param name such as `NVIDIA H200`
/// @param driverVersion newest CUDA version that the driver serves
/// @param major compute capability before the dot
/// @param minor compute capability after the dot
/// @param multiprocessors number of streaming multiprocessors
/// @param memory bytes in all
/// @param clock highest clock of the multiprocessors, Hz; 0 when the driver does not say
/// @param bandwidth of the memory, bytes per second; 0 when the driver does not say
public record CudaDeviceInfo(
        int ordinal,
        String name,
        String driverVersion,
        int major,
        int minor,
        int multiprocessors,
        long memory,
        long clock,
        long bandwidth) {
    private static final int OLDEST_MAJOR = 7;
    private static final int OLDEST_MINOR = 5;

    /// Whether the kernels run on it: compute capability 7.5 (Turing) or newer.
    public boolean isServed() {
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    }

    String unserved() {
        return name + " has compute capability " + capability() + " and the kernels need " + OLDEST_MAJOR + "."
                + OLDEST_MINOR + " or newer; compute on the CPU instead";
    }

    /// Multiplications and additions in float32 per second at the highest clock.
    double operationsPerSecond() {
        boolean half = major == OLDEST_MAJOR || (major == 8 && minor == 0);
        return 2.0 * multiprocessors * (half ? 64 : 128) * clock;
    }

    /// Such as `9.0`.
    public String capability() {
        return major + "." + minor;
    }

    /// Such as `CUDA: NVIDIA H200, driver for CUDA 13.0, capability 9.0`.
    public String description() {
        return "CUDA: " + name + ", driver for CUDA " + driverVersion + ", capability " + capability();
    }
}
