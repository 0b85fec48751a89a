package org.circuitexplorer.app.cli;

import picocli.CommandLine.Option;

/// Where the numbers are computed.
final class DeviceOption {
    @Option(names = "--device", paramLabel = "cpu", description = "Where to compute; this version has the CPU only.")
    private String device = "cpu";

    void check() throws InputException {
        if (!device.equals("cpu")) {
            throw new InputException("device " + device + " is not part of this version, expected cpu");
        }
    }
}
