package org.circuitexplorer.engine.device;

import org.circuitexplorer.engine.run.Device;

/// Opens the devices themselves, without asking whether they fit this machine.
public interface DeviceOpener {
    /// The rest of a sentence that begins with the device's name, when it is not part of this program; empty when it
    /// is.
    String missing(DeviceKind kind);

    /// @param kind neither [DeviceKind#CPU] nor [DeviceKind#AUTO]
    /// @throws org.circuitexplorer.engine.run.DeviceException when it cannot be opened
    Device open(DeviceKind kind);
}
