package org.circuitexplorer.engine.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.Workers;

/// Opens the device that was asked for, or says in one sentence why not and what to choose instead. Nothing else is
/// ever opened in its place; only `auto` may look further.
public final class DeviceChooser {
    /// What `auto` tries before the CPU, the fastest first. ND4J on the CPU is never faster than the sparse kernels.
    private static final List<DeviceKind> FASTEST_FIRST = List.of(DeviceKind.CUDA, DeviceKind.ND4J_CUDA);

    private final Workers workers;
    private final GraphicsCards cards;
    private final DeviceOpener opener;
    private final SelfTest selfTest;

    /// @param workers the threads of the CPU, which remain the caller's
    public DeviceChooser(Workers workers, GraphicsCards cards, DeviceOpener opener, SelfTest selfTest) {
        this.workers = workers;
        this.cards = cards;
        this.opener = opener;
        this.selfTest = selfTest;
    }

    /// Chooses among what this build and this machine have.
    ///
    /// @param workers the threads of the CPU, which remain the caller's
    /// @param cache folder of files that can be made again
    public static DeviceChooser ofThisMachine(Workers workers, Path cache) {
        String version = DeviceChooser.class.getPackage().getImplementationVersion();
        return new DeviceChooser(
                workers,
                new NvidiaCards(CudaDriver.libraryOfThisSystem()),
                new InstalledDevices(cache),
                new SelfTest(cache, version == null ? "not packaged" : version));
    }

    /// Opens a device. May take seconds, never call it on the window's thread.
    ///
    /// @throws DeviceException when it cannot serve; the sentence names an alternative
    public OpenDevice open(DeviceKind asked, ProgressListener progress) {
        return switch (asked) {
            case CPU -> processor(asked, "CPU: chosen in the settings or by default");
            case ND4J -> nd4j(progress);
            case ND4J_CUDA, CUDA -> card(asked, asked, progress);
            case AUTO -> fastest(progress);
        };
    }

    private OpenDevice processor(DeviceKind asked, String reason) {
        return new OpenDevice(asked, DeviceKind.CPU, reason, new CpuDevice(workers));
    }

    private OpenDevice nd4j(ProgressListener progress) {
        requirePresent(DeviceKind.ND4J);
        progress.at("starting ND4J", 0, 0);
        Device device = tested(DeviceKind.ND4J, "processor", progress);
        return new OpenDevice(DeviceKind.ND4J, DeviceKind.ND4J, device.description() + ": dense matrices", device);
    }

    private OpenDevice card(DeviceKind asked, DeviceKind kind, ProgressListener progress) {
        GraphicsCards.Found found = cards.look();
        Optional<GraphicsCard> card = found.first();
        if (card.isEmpty()) throw new DeviceException(kind.label() + ": " + found.obstacle() + "; choose cpu.");
        if (kind == DeviceKind.ND4J_CUDA && !card.get().isServedByNd4j()) {
            throw new DeviceException("nd4j-cuda: ND4J's CUDA build serves compute capability 3.7 to 8.9, and "
                    + card.get().name() + " has " + card.get().capability() + "; choose cuda or cpu.");
        }
        requirePresent(kind);
        progress.at("starting " + kind.title(), 0, 0);
        Device device = tested(
                kind, card.get().name() + ", driver for CUDA " + card.get().driver(), progress);
        return new OpenDevice(asked, kind, reason(kind, card.get()), device);
    }

    /// Such as `CUDA: NVIDIA H200, driver for CUDA 13.0, capability 9.0`.
    private static String reason(DeviceKind kind, GraphicsCard card) {
        return kind.title() + ": " + card.name() + ", driver for CUDA " + card.driver() + ", capability "
                + card.capability();
    }

    private OpenDevice fastest(ProgressListener progress) {
        List<String> reasons = new ArrayList<>();
        GraphicsCards.Found found = cards.look();
        if (found.cards().isEmpty()) return processor(DeviceKind.AUTO, "CPU: " + found.obstacle());
        for (DeviceKind kind : FASTEST_FIRST) {
            try {
                return card(DeviceKind.AUTO, kind, progress);
            } catch (DeviceException e) {
                reasons.add(withoutAdvice(e.sentence()));
            }
        }
        return processor(DeviceKind.AUTO, "CPU: " + String.join("; ", reasons));
    }

    /// What is not to be chosen needs no advice what to choose instead.
    static String withoutAdvice(String sentence) {
        int end = sentence.lastIndexOf("; ");
        return end < 0 ? sentence : sentence.substring(0, end);
    }

    private void requirePresent(DeviceKind kind) {
        String missing = opener.missing(kind);
        if (!missing.isEmpty()) throw new DeviceException(kind.label() + " " + missing);
    }

    private Device tested(DeviceKind kind, String where, ProgressListener progress) {
        Device device = opener.open(kind);
        Optional<String> problem = Optional.empty();
        boolean ended = false;
        try {
            progress.at("testing " + kind.title() + " against the CPU", 0, 0);
            problem = selfTest.problem(kind.label() + " on " + where, device, workers);
            ended = true;
        } finally {
            if (!ended || problem.isPresent()) device.close();
        }
        if (problem.isPresent()) throw new DeviceException(kind.label() + ": " + problem.get() + "; choose cpu.");
        return device;
    }
}
