package org.circuitexplorer.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.circuitexplorer.engine.io.AtomicFile;

/// Makes PTX of the kernels with the runtime compiler that the profile `ptx` takes from Maven Central. See
/// docs/cuda.md for the command.
final class PtxCompiler {
    private static final String LIBRARIES = "/org/bytedeco/cuda/linux-x86_64/";
    private static final String BUILTINS = "libnvrtc-builtins.so.12.9";
    private static final String COMPILER = "libnvrtc.so.12";
    /// The oldest PTX that has everything the kernels use and names compute_75.
    private static final String OLDEST_PTX = ".version 6.3";

    private final SymbolLookup library;

    private PtxCompiler(SymbolLookup library) {
        this.library = library;
    }

    /// @param arguments the file to write and a folder for the compiler's libraries
    public static void main(String[] arguments) throws Throwable {
        if (arguments.length != 2) throw new IllegalArgumentException("expected a file to write and a folder");
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        String source = KernelSource.text();
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup builtins = lookup(unpack(BUILTINS, folder), arena);
            PtxCompiler compiler =
                    new PtxCompiler(lookup(unpack(COMPILER, folder), arena).or(builtins));
            String ptx = compiler.compile(source, arena).replaceFirst("(?m)^\\.version .*$", OLDEST_PTX);
            String text = KernelImage.withHash(ptx, KernelSource.hash(source));
            AtomicFile.write(Path.of(arguments[0]), text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup lookup(Path file, Arena arena) {
        return SymbolLookup.libraryLookup(file, arena);
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name).toAbsolutePath();
        try (InputStream in = PtxCompiler.class.getResourceAsStream(LIBRARIES + name)) {
            Files.copy(Objects.requireNonNull(in, name), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private String compile(String source, Arena arena) throws Throwable {
        MemorySegment out = arena.allocate(ADDRESS);
        MemorySegment none = MemorySegment.NULL;
        call("nvrtcCreateProgram", out, arena.allocateFrom(source), arena.allocateFrom("kernels.cu"), 0, none, none);
        MemorySegment program = out.get(ADDRESS, 0);
        MemorySegment options = arena.allocate(ADDRESS, 2);
        options.setAtIndex(ADDRESS, 0, arena.allocateFrom("--gpu-architecture=compute_75"));
        options.setAtIndex(ADDRESS, 1, arena.allocateFrom("--std=c++17"));
        int status = status("nvrtcCompileProgram", program, 2, options);
        String log = text("nvrtcGetProgramLog", program, arena);
        if (status != 0) throw new IllegalStateException(log);
        return text("nvrtcGetPTX", program, arena);
    }

    private String text(String function, MemorySegment program, Arena arena) throws Throwable {
        MemorySegment size = arena.allocate(JAVA_LONG);
        call(function + "Size", program, size);
        MemorySegment text = arena.allocate(size.get(JAVA_LONG, 0));
        call(function, program, text);
        return text.getString(0);
    }

    private void call(String function, Object... arguments) throws Throwable {
        int status = status(function, arguments);
        if (status != 0) throw new IllegalStateException(String.format(Locale.ROOT, "%s: %d", function, status));
    }

    @SuppressWarnings("restricted")
    private int status(String function, Object... arguments) throws Throwable {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) layouts[i] = arguments[i] instanceof Integer ? JAVA_INT : ADDRESS;
        MethodHandle handle = Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(function), FunctionDescriptor.of(JAVA_INT, layouts));
        return (int) handle.invokeWithArguments(arguments);
    }
}
