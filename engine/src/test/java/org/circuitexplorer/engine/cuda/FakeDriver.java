package org.circuitexplorer.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A CUDA driver for machines without a device, built with the C++ compiler of this machine: it counts calls, fails
/// when
/// told to, and runs the kernels by emulation. See `src/test/cuda`.
public final class FakeDriver implements AutoCloseable {
    private static final Path SOURCES = KernelSource.MODULE.resolve("src/test/cuda");
    private static final List<String> COMPILERS = List.of("g++", "clang++", "c++");

    private final Path library;
    private final Arena arena = Arena.ofShared();
    private final SymbolLookup symbols;

    @SuppressWarnings("restricted")
    private FakeDriver(Path library) {
        this.library = library;
        this.symbols = SymbolLookup.libraryLookup(library, arena);
        reset();
    }

    /// Where no C++ compiler is present the test is skipped, and says so.
    public static FakeDriver open() throws IOException, InterruptedException {
        return new FakeDriver(built());
    }

    private static synchronized Path built() throws IOException, InterruptedException {
        Optional<Path> compiler = compiler();
        Assumptions.assumeTrue(
                compiler.isPresent(), "no C++ compiler is present here, so the CUDA kernels were not run by emulation");
        StringBuilder sources = new StringBuilder(KernelSource.text());
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) sources.append(Files.readString(file));
        }
        Path folder = Files.createDirectories(KernelSource.MODULE.resolve("target/cuda"));
        Path library = folder.resolve(
                "fake-driver-" + KernelSource.hash(sources.toString()).substring(0, 16) + ".so");
        if (Files.exists(library)) return library.toAbsolutePath();
        Path unfinished = Files.createTempFile(folder, "fake-driver", ".so");
        compile(compiler.orElseThrow(), unfinished);
        Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE);
        return library.toAbsolutePath();
    }

    private static void compile(Path compiler, Path library) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        compiler.toString(),
                        "-std=c++20",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-ffp-contract=off",
                        "-U_FORTIFY_SOURCE",
                        "-I" + KernelSource.FOLDER,
                        "-I" + SOURCES,
                        "-o",
                        library.toString(),
                        SOURCES.resolve("fake_driver.cpp").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) throw new AssertionError(said);
    }

    private static Optional<Path> compiler() {
        return COMPILERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    /// A program of this machine.
    static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The file that stands in for the driver's library.
    public String library() {
        return library.toString();
    }

    /// One device of capability 9.0 with 4 GiB, nothing counted, nothing failing.
    public void reset() {
        call("fake_reset");
    }

    public int calls(String function) {
        return named("fake_calls", function);
    }

    public int launches(String kernel) {
        return named("fake_launches", kernel);
    }

    private int named(String function, String name) {
        try (Arena local = Arena.ofConfined()) {
            return call(function, local.allocateFrom(name));
        }
    }

    /// From its call number `after`, counted from 0, a function answers a status.
    public void fail(String function, int after, int status) {
        try (Arena local = Arena.ofConfined()) {
            call("fake_fail", local.allocateFrom(function), after, status);
        }
    }

    /// Contexts, modules, streams, graphs, events and pieces of memory that were not given back.
    public int live() {
        return call("fake_live");
    }

    /// Pieces of memory whose surroundings were written to.
    public int overruns() {
        return call("fake_overruns");
    }

    public void memory(long bytes) {
        call("fake_set_memory", bytes);
    }

    public void devices(int count) {
        call("fake_set_devices", count);
    }

    /// The driver's version, such as 12090.
    public void version(int version) {
        call("fake_set_version", version);
    }

    /// The device's compute capability, such as 90.
    public void capability(int capability) {
        call("fake_set_capability", capability);
    }

    /// Whether the threads of a block run from the last to the first.
    public void reversed(boolean on) {
        call("fake_set_reversed", on ? 1 : 0);
    }

    @SuppressWarnings("restricted")
    private int call(String function, Object... arguments) {
        MemoryLayout[] layouts = Stream.of(arguments)
                .map(a -> a instanceof Integer ? JAVA_INT : a instanceof Long ? JAVA_LONG : ADDRESS)
                .toArray(MemoryLayout[]::new);
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.of(JAVA_INT, layouts))
                    .invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
