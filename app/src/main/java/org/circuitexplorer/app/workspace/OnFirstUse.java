package org.circuitexplorer.app.workspace;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is made when it is first needed, by the thread that needs it.
final class OnFirstUse<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    OnFirstUse(Supplier<T> make) {
        this.make = make;
    }

    synchronized T get() {
        T known = made;
        if (known == null) made = known = make.get();
        return known;
    }
}
