package org.circuitexplorer.engine.cuda;

/// What the driver answers when it does not do what it was asked, in words.
final class DriverStatus {
    static final int SUCCESS = 0;
    static final int OUT_OF_MEMORY = 2;
    static final int NO_DEVICE = 100;

    private static final String WAY_ON = "; compute on the CPU instead";

    private DriverStatus() {}

    /// One sentence for a status other than success.
    ///
    /// @param what the device, as the sentence begins
    static String sentence(String what, DriverFunction function, int status) {
        return what + ": " + reason(status) + " (" + function.symbol() + " answered " + status + ")" + WAY_ON;
    }

    private static String reason(int status) {
        return switch (status) {
            case OUT_OF_MEMORY -> "the GPU has not enough free memory";
            case 3 -> "the NVIDIA driver did not start";
            case 4 -> "the NVIDIA driver is shutting down";
            case 34 -> "the NVIDIA driver found is a stub without a device";
            case 46 -> "the GPU is in use by another program or not available";
            case NO_DEVICE -> "the NVIDIA driver sees no GPU";
            case 101 -> "there is no such GPU";
            case 200, 218 -> "the NVIDIA driver does not accept the kernels";
            case 201, 709 -> "the connection to the GPU is gone";
            case 209 -> "there are no kernels for this GPU";
            case 214 -> "the GPU's memory reports an error that cannot be corrected";
            case 222 -> "the NVIDIA driver is too old for the kernels";
            case 500 -> "the NVIDIA driver finds no such kernel";
            case 700, 716, 717, 718 -> "a kernel on the GPU touched memory that is not its own";
            case 701 -> "a kernel needs more of the GPU than there is";
            case 702 -> "a kernel on the GPU took longer than the system allows";
            case 719 -> "a kernel on the GPU failed";
            case 803 -> "the NVIDIA driver does not fit the rest of the system";
            case 804 -> "the NVIDIA driver is too old for this GPU";
            case 999 -> "the GPU fails for a reason it does not give";
            default -> "the NVIDIA driver refused";
        };
    }
}
