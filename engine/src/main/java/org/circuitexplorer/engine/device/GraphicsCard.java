package org.circuitexplorer.engine.device;

/// An NVIDIA card as its driver describes it.
///
/// @param name such as `NVIDIA H200`
/// @param driver newest CUDA version that its driver serves
/// @param major compute capability before the dot
/// @param minor compute capability after the dot
public record GraphicsCard(String name, String driver, int major, int minor) {
    /// Such as `9.0`.
    public String capability() {
        return major + "." + minor;
    }

    /// Whether ND4J's only CUDA build has machine code for it: compute capability 3.7 to 8.9.
    boolean isServedByNd4j() {
        int capability = 10 * major + minor;
        return capability >= 37 && capability <= 89;
    }
}
