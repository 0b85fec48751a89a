package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.Norm;

/// A norm in the device's memory.
record DeviceNorm(int width, boolean rms, float epsilon, long weight, long bias) {
    static DeviceNorm upload(Norm norm, DeviceMemory memory) {
        return new DeviceNorm(
                norm.width(), norm.rms(), norm.epsilon(), memory.upload(norm.weight()), memory.upload(norm.bias()));
    }
}
