package org.circuitexplorer.engine.validate;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is computed when it is first asked for. For one thread.
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> compute;
    private @Nullable T value;

    Lazy(Supplier<T> compute) {
        this.compute = compute;
    }

    @Override
    public T get() {
        T known = value == null ? compute.get() : value;
        value = known;
        return known;
    }
}
