package org.circuitexplorer.app.cli;

import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.run.Workers;
import picocli.CommandLine.Option;

/// Where the numbers are computed.
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Where to compute: cpu, nd4j, nd4j-cuda, cuda or auto (default ${DEFAULT-VALUE}).")
    private String device = DeviceKind.CPU.label();

    /// What was asked for.
    ///
    /// @throws InputException when there is no such device
    DeviceKind kind() throws InputException {
        return DeviceKind.ofLabel(device)
                .orElseThrow(() ->
                        new InputException("--device: expected one of " + DeviceKind.labels() + ", found " + device));
    }

    /// Opens it, and says which it is and why when anything but the default was asked for.
    ///
    /// @throws org.circuitexplorer.engine.run.DeviceException when it cannot serve
    OpenDevice open(Workers workers, Console console) throws InputException {
        OpenDevice opened = DeviceChooser.ofThisMachine(
                        workers, UserFolders.ofThisUser().cache())
                .open(kind(), console.progress());
        if (kind() != DeviceKind.CPU) console.note(opened.reason());
        return opened;
    }
}
