package org.circuitexplorer.engine.io;

import java.util.Optional;

/// What came of reading something on whatever thread had the time: the thing, or why it is refused, which is said when
/// somebody asks for it.
record Attempt<T>(Optional<T> result, Optional<ModelFormatException> refusal) {
    /// Something that can be refused.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws ModelFormatException;
    }

    static <T> Attempt<T> at(Reading<T> reading) {
        try {
            return new Attempt<>(Optional.of(reading.read()), Optional.empty());
        } catch (ModelFormatException e) {
            return new Attempt<>(Optional.empty(), Optional.of(e));
        }
    }

    T get() throws ModelFormatException {
        if (refusal.isPresent()) throw refusal.get();
        return result.orElseThrow();
    }
}
