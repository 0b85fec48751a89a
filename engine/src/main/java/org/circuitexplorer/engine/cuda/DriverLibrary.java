package org.circuitexplorer.engine.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.circuitexplorer.engine.run.DeviceException;

/// The driver's library, loaded, with its functions bound. Every status is checked. Safe to share between threads.
final class DriverLibrary implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Map<DriverFunction, ToIntFunction<Object[]>> functions = new EnumMap<>(DriverFunction.class);

    /// @param file name or path of the library, as the system's loader takes it
    /// @throws DeviceException when there is none or it lacks a function
    DriverLibrary(String file) {
        boolean bound = false;
        try {
            SymbolLookup symbols = open(file);
            for (DriverFunction function : DriverFunction.values()) functions.put(function, bind(function, symbols));
            bound = true;
        } finally {
            if (!bound) arena.close();
        }
    }

    @SuppressWarnings("restricted")
    private SymbolLookup open(String file) {
        try {
            return SymbolLookup.libraryLookup(file, arena);
        } catch (IllegalArgumentException e) {
            throw new DeviceException("no NVIDIA driver found: " + file + " cannot be loaded", e);
        }
    }

    @SuppressWarnings({"restricted", "unchecked"})
    private static ToIntFunction<Object[]> bind(DriverFunction function, SymbolLookup symbols) {
        Optional<MemorySegment> symbol = symbols.find(function.symbol());
        if (symbol.isEmpty()) {
            throw new DeviceException(
                    "the NVIDIA driver is too old: it has no " + function.symbol() + "; driver 470 or newer is needed");
        }
        MethodHandle handle = Linker.nativeLinker()
                .downcallHandle(symbol.get(), function.descriptor())
                .asSpreader(Object[].class, function.argumentCount())
                .asType(MethodType.methodType(int.class, Object.class));
        return MethodHandleProxies.asInterfaceInstance(ToIntFunction.class, handle);
    }

    /// Calls a function and returns its status.
    int status(DriverFunction function, Object... arguments) {
        ToIntFunction<Object[]> bound = functions.get(function);
        if (bound == null) throw new IllegalStateException(function + " is not bound");
        return bound.applyAsInt(arguments);
    }

    /// Calls a function that must succeed.
    ///
    /// @param what the device, as a sentence about a failure begins
    /// @throws DeviceException when it does not
    void call(String what, DriverFunction function, Object... arguments) {
        int status = status(function, arguments);
        if (status != DriverStatus.SUCCESS) {
            throw new DeviceException(DriverStatus.sentence(what, function, status));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
