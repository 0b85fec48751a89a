package org.circuitexplorer.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.circuitexplorer.engine.run.DeviceException;

/// A GPU in use: the driver's context, one stream, the loaded kernels. One caller at a time works in it, see [#work].
final class CudaContext implements AutoCloseable {
    private static final int NON_BLOCKING = 1;
    private static final int CAPTURE_THIS_THREAD = 1;
    private static final int ERROR_LOG = 5;
    private static final int ERROR_LOG_SIZE = 6;
    private static final int LOG_LENGTH = 4096;
    private static final int MOST_PARAMETERS = 32;

    private final DriverLibrary library;
    private final CudaDeviceInfo device;
    private final KernelImage image = KernelImage.shipped();
    private final Arena arena = Arena.ofShared();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MemorySegment> kernels = new HashMap<>();
    private final MemorySegment values = arena.allocate(JAVA_LONG, MOST_PARAMETERS);
    private final MemorySegment pointers = arena.allocate(ADDRESS, MOST_PARAMETERS);
    private MemorySegment context = MemorySegment.NULL;
    private MemorySegment stream = MemorySegment.NULL;
    private MemorySegment module = MemorySegment.NULL;

    CudaContext(DriverLibrary library, CudaDeviceInfo device) {
        this.library = library;
        this.device = device;
        for (int i = 0; i < MOST_PARAMETERS; i++) pointers.setAtIndex(ADDRESS, i, values.asSlice(8L * i));
        boolean ready = false;
        try {
            this.context = handle(DriverFunction.RETAIN_CONTEXT, device.ordinal());
            call(DriverFunction.SET_CONTEXT, context);
            this.stream = handle(DriverFunction.CREATE_STREAM, NON_BLOCKING);
            this.module = load();
            ready = true;
        } finally {
            if (!ready) close();
        }
    }

    CudaDeviceInfo device() {
        return device;
    }

    /// Does some work on the device for one caller, whatever thread it is on, while others wait.
    <T> T work(Supplier<T> work) {
        lock.lock();
        try {
            call(DriverFunction.SET_CONTEXT, context);
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// As [#work] without a result.
    void run(Runnable work) {
        work(() -> {
            work.run();
            return this;
        });
    }

    void call(DriverFunction function, Object... arguments) {
        library.call(device.name(), function, arguments);
    }

    /// Calls a function whose first argument receives a handle.
    MemorySegment handle(DriverFunction function, Object... others) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(ADDRESS);
            Object[] arguments = new Object[others.length + 1];
            arguments[0] = out;
            System.arraycopy(others, 0, arguments, 1, others.length);
            call(function, arguments);
            return out.get(ADDRESS, 0);
        }
    }

    MemorySegment stream() {
        return stream;
    }

    private MemorySegment load() {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment log = local.allocate(LOG_LENGTH);
            MemorySegment options = local.allocateFrom(JAVA_INT, ERROR_LOG, ERROR_LOG_SIZE);
            MemorySegment settings = local.allocate(ADDRESS, 2);
            settings.setAtIndex(ADDRESS, 0, log);
            settings.setAtIndex(ADDRESS, 1, MemorySegment.ofAddress(LOG_LENGTH));
            MemorySegment out = local.allocate(ADDRESS);
            int status = library.status(
                    DriverFunction.LOAD_MODULE, out, local.allocateFrom(image.text()), 2, options, settings);
            if (status != DriverStatus.SUCCESS) {
                String sentence = DriverStatus.sentence(device.name(), DriverFunction.LOAD_MODULE, status);
                String said = log.getString(0).strip();
                throw new DeviceException(said.isEmpty() ? sentence : sentence + "; the driver says: " + said);
            }
            return out.get(ADDRESS, 0);
        }
    }

    private MemorySegment kernel(String name) {
        MemorySegment known = kernels.get(name);
        if (known != null) return known;
        try (Arena local = Arena.ofConfined()) {
            MemorySegment found = handle(DriverFunction.GET_FUNCTION, module, local.allocateFrom(name));
            kernels.put(name, found);
            return found;
        }
    }

    /// Launches a kernel, which runs after everything launched before.
    ///
    /// @param arguments an Integer, a Float or, for an address on the device, a Long for each parameter
    void launch(String name, Shape shape, Object... arguments) {
        if (shape.gridX() == 0 || shape.gridY() == 0) return;
        String expected = image.parameters().getOrDefault(name, "no kernel of that name");
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) found.append(put(i, arguments[i]));
        if (!expected.contentEquals(found)) {
            throw new IllegalArgumentException(name + ": expected parameters " + expected + ", found " + found);
        }
        call(
                DriverFunction.LAUNCH,
                kernel(name),
                shape.gridX(),
                shape.gridY(),
                1,
                shape.blockX(),
                shape.blockY(),
                1,
                0,
                stream,
                pointers,
                MemorySegment.NULL);
    }

    private char put(int index, Object argument) {
        return switch (argument) {
            case Integer i -> {
                values.setAtIndex(JAVA_INT, 2L * index, i);
                yield 'I';
            }
            case Float f -> {
                values.setAtIndex(JAVA_FLOAT, 2L * index, f);
                yield 'F';
            }
            case Long l -> {
                values.setAtIndex(JAVA_LONG, index, l);
                yield 'L';
            }
            default -> throw new IllegalArgumentException("cannot pass " + argument + " to a kernel");
        };
    }

    /// Waits until everything launched has run.
    void synchronize() {
        call(DriverFunction.SYNCHRONIZE, stream);
    }

    /// How long the device takes for some launches, milliseconds.
    double elapsed(Runnable launches) {
        MemorySegment start = handle(DriverFunction.CREATE_EVENT, 0);
        try {
            MemorySegment end = handle(DriverFunction.CREATE_EVENT, 0);
            try (Arena local = Arena.ofConfined()) {
                call(DriverFunction.RECORD_EVENT, start, stream);
                launches.run();
                call(DriverFunction.RECORD_EVENT, end, stream);
                call(DriverFunction.SYNCHRONIZE_EVENT, end);
                MemorySegment out = local.allocate(JAVA_FLOAT);
                call(DriverFunction.ELAPSED, out, start, end);
                return out.get(JAVA_FLOAT, 0);
            } finally {
                giveBack(DriverFunction.DESTROY_EVENT, end);
            }
        } finally {
            giveBack(DriverFunction.DESTROY_EVENT, start);
        }
    }

    /// Captures launches in a graph that can run again and again; they do not run now.
    MemorySegment capture(Runnable launches) {
        call(DriverFunction.BEGIN_CAPTURE, stream, CAPTURE_THIS_THREAD);
        MemorySegment graph = MemorySegment.NULL;
        boolean launched = false;
        try {
            launches.run();
            launched = true;
        } finally {
            if (launched) graph = endCapture();
            else abandonCapture();
        }
        try {
            return handle(DriverFunction.INSTANTIATE_GRAPH, graph, 0L);
        } finally {
            giveBack(DriverFunction.DESTROY_GRAPH, graph);
        }
    }

    private MemorySegment endCapture() {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(ADDRESS);
            call(DriverFunction.END_CAPTURE, stream, out);
            return out.get(ADDRESS, 0);
        }
    }

    /// Ends a capture that failed, so that the stream can go on.
    private void abandonCapture() {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(ADDRESS);
            library.status(DriverFunction.END_CAPTURE, stream, out);
            MemorySegment graph = out.get(ADDRESS, 0);
            if (!graph.equals(MemorySegment.NULL)) giveBack(DriverFunction.DESTROY_GRAPH, graph);
        }
    }

    /// Runs the launches of a graph.
    void replay(MemorySegment graph) {
        call(DriverFunction.LAUNCH_GRAPH, graph, stream);
    }

    /// Gives graphs back, from any thread; [MemorySegment#NULL] stands for one that was never made.
    void release(List<MemorySegment> graphs) {
        lock.lock();
        try {
            giveBack(DriverFunction.SET_CONTEXT, context);
            for (MemorySegment graph : graphs) release(DriverFunction.DESTROY_EXECUTABLE_GRAPH, graph, graph);
        } finally {
            lock.unlock();
        }
    }

    /// Bytes of the device's memory that are free.
    long freeMemory() {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment free = local.allocate(JAVA_LONG);
            call(DriverFunction.MEMORY_INFO, free, local.allocate(JAVA_LONG));
            return free.get(JAVA_LONG, 0);
        }
    }

    /// Gives memory back from any thread.
    void free(DeviceMemory memory) {
        lock.lock();
        try {
            giveBack(DriverFunction.SET_CONTEXT, context);
            memory.close();
        } finally {
            lock.unlock();
        }
    }

    /// Gives everything back. A device that is gone cannot be asked to; what it answers is of no use any more.
    @Override
    public void close() {
        release(DriverFunction.SET_CONTEXT, context, context);
        release(DriverFunction.UNLOAD_MODULE, module, module);
        release(DriverFunction.DESTROY_STREAM, stream, stream);
        release(DriverFunction.SET_CONTEXT, context, MemorySegment.NULL);
        release(DriverFunction.RELEASE_CONTEXT, context, device.ordinal());
        context = MemorySegment.NULL;
        stream = MemorySegment.NULL;
        module = MemorySegment.NULL;
        if (arena.scope().isAlive()) arena.close();
    }

    private void release(DriverFunction function, MemorySegment held, Object argument) {
        if (!held.equals(MemorySegment.NULL)) giveBack(function, argument);
    }

    /// Calls a function that frees something and says nothing of a failure: it comes after another that was reported.
    void giveBack(DriverFunction function, Object argument) {
        library.status(function, argument);
    }
}
