package org.circuitexplorer.app.device;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Workers;

/// The device that searches and validations compute on. Another one is opened in the background; until it is ready, and
/// when it cannot serve, everything stays where it was, and the window says so.
public final class DeviceSetting {
    private final BackgroundJobs jobs;
    private final DeviceChooser chooser;
    private final ReadOnlyObjectWrapper<DeviceKind> asked = new ReadOnlyObjectWrapper<>(DeviceKind.CPU);
    private final ReadOnlyObjectWrapper<OpenDevice> open;
    private SharedDevice shared;

    /// @param workers the threads of the CPU
    public DeviceSetting(BackgroundJobs jobs, DeviceChooser chooser, Workers workers) {
        this.jobs = jobs;
        this.chooser = chooser;
        OpenDevice processor = new OpenDevice(DeviceKind.CPU, DeviceKind.CPU, "", new CpuDevice(workers));
        this.open = new ReadOnlyObjectWrapper<>(processor);
        this.shared = new SharedDevice(processor);
    }

    /// What the user chose and was served.
    public ReadOnlyObjectProperty<DeviceKind> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// What computes, and why.
    public ReadOnlyObjectProperty<OpenDevice> openProperty() {
        return open.getReadOnlyProperty();
    }

    /// What computes, for a job that closes it when it has ended.
    public SharedDevice share() {
        return shared.share();
    }

    /// Chooses a device. One that cannot serve is told as a failure with its sentence.
    public void choose(DeviceKind kind) {
        jobs.start(
                text("device.choosing", kind.title()), (progress, cancel) -> open(kind, progress, cancel), opened -> {
                    shared.close();
                    shared = new SharedDevice(opened);
                    open.set(opened);
                    asked.set(kind);
                });
    }

    private OpenDevice open(DeviceKind kind, ProgressListener progress, CancelToken cancel) {
        OpenDevice opened = chooser.open(kind, progress);
        if (!cancel.isCancelled()) return opened;
        opened.close();
        throw new CancelledException();
    }
}
