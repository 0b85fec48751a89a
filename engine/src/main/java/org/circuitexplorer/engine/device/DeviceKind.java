package org.circuitexplorer.engine.device;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be asked for.
public enum DeviceKind {
    /// The sparse kernels on the processor.
    CPU("cpu", "CPU", "sparse kernels on this processor"),
    /// Dense matrices on the processor.
    ND4J("nd4j", "ND4J", "dense matrices on this processor, a second opinion"),
    /// Dense matrices on a graphics card.
    ND4J_CUDA("nd4j-cuda", "ND4J on CUDA", "dense matrices on an NVIDIA card of compute capability 3.7 to 8.9"),
    /// The sparse kernels on a graphics card.
    CUDA("cuda", "CUDA", "sparse kernels on an NVIDIA card"),
    /// The fastest that is there and computes what the CPU computes.
    AUTO("auto", "Automatic", "the fastest that is there and computes what the CPU computes");

    private final String label;
    private final String title;
    private final String meaning;

    DeviceKind(String label, String title, String meaning) {
        this.label = label;
        this.title = title;
        this.meaning = meaning;
    }

    /// The word of the command line and of the settings, such as `nd4j-cuda`.
    public String label() {
        return label;
    }

    /// The name for people.
    public String title() {
        return title;
    }

    /// What it is, in a few words.
    public String meaning() {
        return meaning;
    }

    public static Optional<DeviceKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(k -> k.label.equals(label)).findFirst();
    }

    /// All words in one list, for a sentence.
    public static String labels() {
        return Arrays.stream(values()).map(DeviceKind::label).collect(Collectors.joining(", "));
    }
}
