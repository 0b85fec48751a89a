package org.circuitexplorer.engine.device;

import org.circuitexplorer.engine.run.Device;

/// A device ready to compute, and why it is this one.
///
/// @param asked what was asked for
/// @param kind what computes, never [DeviceKind#AUTO]
/// @param reason such as `CPU: no NVIDIA driver found`, one line for people
/// @param device the device
public record OpenDevice(DeviceKind asked, DeviceKind kind, String reason, Device device) implements AutoCloseable {
    public OpenDevice {
        if (kind == DeviceKind.AUTO) throw new IllegalArgumentException("a device of no kind computes nothing");
    }

    @Override
    public void close() {
        device.close();
    }
}
