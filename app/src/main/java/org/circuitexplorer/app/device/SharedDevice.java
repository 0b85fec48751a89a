package org.circuitexplorer.app.device;

import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.run.Device;

/// A device with everyone who uses it: it is closed by the last one to let go, so that choosing another one takes
/// nothing from a search that is under way.
public final class SharedDevice implements AutoCloseable {
    private final OpenDevice open;
    private int users = 1;

    SharedDevice(OpenDevice open) {
        this.open = open;
    }

    OpenDevice open() {
        return open;
    }

    public Device device() {
        return open.device();
    }

    /// One more user, who has to close it too.
    synchronized SharedDevice share() {
        users++;
        return this;
    }

    /// Lets go.
    @Override
    public synchronized void close() {
        users--;
        if (users == 0) open.close();
    }
}
