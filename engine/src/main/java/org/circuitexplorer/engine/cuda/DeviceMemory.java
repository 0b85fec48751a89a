package org.circuitexplorer.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.tensor.Panel;

/// Memory taken on the device for one purpose and given back together, and what is copied to and from it. Used within
/// [CudaContext#work].
final class DeviceMemory implements AutoCloseable {
    private final CudaContext context;
    private final List<Long> taken = new ArrayList<>();

    DeviceMemory(CudaContext context) {
        this.context = context;
    }

    CudaContext context() {
        return context;
    }

    /// Takes memory, whose contents are arbitrary.
    ///
    /// @return its address; 0 when no bytes are wanted
    long take(long bytes) {
        if (bytes == 0) return 0;
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(JAVA_LONG);
            context.call(DriverFunction.ALLOCATE, out, bytes);
            long address = out.get(JAVA_LONG, 0);
            taken.add(address);
            return address;
        }
    }

    DevicePanel panel(int channels, int tiles) {
        return new DevicePanel(take(DevicePanel.bytes(channels, tiles)), channels, channels, tiles);
    }

    long upload(int[] values) {
        long address = take((long) values.length * Integer.BYTES);
        write(address, values);
        return address;
    }

    long upload(float[] values) {
        long address = take((long) values.length * Float.BYTES);
        write(address, values);
        return address;
    }

    long upload(double[] values) {
        long address = take((long) values.length * Double.BYTES);
        try (Arena local = Arena.ofConfined()) {
            copyTo(address, local.allocateFrom(JAVA_DOUBLE, values));
        }
        return address;
    }

    void write(long address, int[] values) {
        try (Arena local = Arena.ofConfined()) {
            copyTo(address, local.allocateFrom(JAVA_INT, values));
        }
    }

    void write(long address, float[] values) {
        try (Arena local = Arena.ofConfined()) {
            copyTo(address, local.allocateFrom(JAVA_FLOAT, values));
        }
    }

    /// Copies the tiles of a panel of as many channels.
    void write(DevicePanel to, Panel values) {
        int size = values.channels() * TILE;
        if (size == 0) return;
        try (Arena local = Arena.ofConfined()) {
            MemorySegment host = local.allocate(JAVA_FLOAT, (long) size * values.tileCount());
            for (int tile = 0; tile < values.tileCount(); tile++) {
                MemorySegment.copy(values.tile(tile), 0, host, JAVA_FLOAT, (long) tile * size * Float.BYTES, size);
            }
            copyTo(to.address(), host);
        }
    }

    private void copyTo(long address, MemorySegment host) {
        if (host.byteSize() == 0) return;
        context.call(DriverFunction.COPY_TO_DEVICE, address, host, host.byteSize(), context.stream());
        context.synchronize();
    }

    float[] readFloats(long address, int count) {
        try (Arena local = Arena.ofConfined()) {
            return copyFrom(address, (long) count * Float.BYTES, local).toArray(JAVA_FLOAT);
        }
    }

    double[] readDoubles(long address, int count) {
        try (Arena local = Arena.ofConfined()) {
            return copyFrom(address, (long) count * Double.BYTES, local).toArray(JAVA_DOUBLE);
        }
    }

    /// The first tokens of a whole panel or of some of its channels.
    Panel read(DevicePanel from, int tokens) {
        Panel panel = new Panel(from.channels(), tokens);
        int size = from.channels() * TILE;
        if (size == 0) return panel;
        for (int tile = 0; tile < panel.tileCount(); tile++) {
            try (Arena local = Arena.ofConfined()) {
                long address = from.address() + DevicePanel.bytes(from.stride(), tile);
                MemorySegment host = copyFrom(address, (long) size * Float.BYTES, local);
                MemorySegment.copy(host, JAVA_FLOAT, 0, panel.tile(tile), 0, size);
            }
        }
        return panel;
    }

    private MemorySegment copyFrom(long address, long bytes, Arena local) {
        MemorySegment host = local.allocate(bytes, Double.BYTES);
        if (bytes == 0) return host;
        context.call(DriverFunction.COPY_TO_HOST, host, address, bytes, context.stream());
        context.synchronize();
        return host;
    }

    /// Fills a whole panel's first tiles with zeros.
    void clear(DevicePanel panel, int tiles) {
        clear(panel.address(), (long) panel.stride() * tiles * TILE);
    }

    /// Sets so many floats to zero.
    void clear(long address, long count) {
        if (count > 0) context.call(DriverFunction.FILL, address, 0, count, context.stream());
    }

    /// Copies the first tiles of one whole panel to another.
    void copy(DevicePanel from, DevicePanel to, int tiles) {
        long bytes = DevicePanel.bytes(from.stride(), tiles);
        context.call(DriverFunction.COPY_ON_DEVICE, to.address(), from.address(), bytes, context.stream());
    }

    /// Gives all of it back.
    @Override
    public void close() {
        for (long address : taken) context.giveBack(DriverFunction.FREE, address);
        taken.clear();
    }
}
