package org.circuitexplorer.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What timings were taken on, as far as the system says it.
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path PROCESS = Path.of("/proc/self/status");

    private Machine() {}

    /// Processor, system and virtual machine, in a few words.
    public static String description() {
        String processor = field(PROCESSORS, "model name").orElse(System.getProperty("os.arch"));
        return "%s, %d processors, %s, Java %s"
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("java.version"));
    }

    /// The most memory that this process has had, as the system counts it; empty where it does not say.
    public static Optional<String> mostMemory() {
        return field(PROCESS, "VmHWM").map(size -> {
            double kilobytes = Double.parseDouble(size.split(" ", 2)[0]);
            return String.format(Locale.ROOT, "%.2f GB", kilobytes / (1 << 20));
        });
    }

    private static Optional<String> field(Path file, String name) {
        if (!Files.isReadable(file)) return Optional.empty();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
