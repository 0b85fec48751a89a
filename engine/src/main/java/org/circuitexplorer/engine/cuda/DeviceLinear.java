package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.Linear;

/// A linear layer in the device's memory, with its transpose for the backward pass.
record DeviceLinear(DeviceMatrix weight, DeviceMatrix transposed, long bias) {
    static DeviceLinear upload(Linear linear, DeviceMemory memory) {
        return new DeviceLinear(
                DeviceMatrix.upload(linear.weight(), memory),
                DeviceMatrix.upload(linear.transposed(), memory),
                memory.upload(linear.bias()));
    }
}
