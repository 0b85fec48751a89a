package org.circuitexplorer.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Vectors by address, for loops in which asking for each of them whether it is in range takes as long as the rest.
/// Whoever uses this knows beforehand that all of them are.
///
/// An address is built as `(address & ADDRESSES) + offset` with an offset that is not negative, from which the compiler
/// sees that it is in range of [#MEMORY].
final class Memory {
    /// All of it.
    @SuppressWarnings("restricted")
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /// Bits of an address.
    static final long ADDRESSES = (1L << 56) - 1;

    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private Memory() {}
}
