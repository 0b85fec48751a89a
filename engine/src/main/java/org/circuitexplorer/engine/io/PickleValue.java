package org.circuitexplorer.engine.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a pickle may hold here: plain containers, numbers, texts, tensors. Containers can hold themselves, so no code
/// may walk through them without knowing how deep it goes.
sealed interface PickleValue {
    /// `None`, and the mark that opcodes use as a bracket on the stack.
    enum Sign implements PickleValue {
        NONE,
        MARK
    }

    record Truth(boolean value) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    /// A list, tuple or set; `kind` says which.
    record Sequence(String kind, List<PickleValue> items) implements PickleValue {
        static Sequence empty(String kind) {
            return new Sequence(kind, new ArrayList<>());
        }
    }

    /// A dict of either kind. Keys are texts and numbers only: hashing anything else could take for ever.
    record Dict(SequencedMap<PickleValue, PickleValue> entries) implements PickleValue {
        static Dict empty() {
            return new Dict(new LinkedHashMap<>());
        }
    }

    /// The name of an allowed constructor, not yet applied.
    record Constructor(PickleConstructor kind) implements PickleValue {}

    /// A run of numbers kept outside of the pickle.
    ///
    /// @param key name of its record
    /// @param elements how many numbers the pickle says it has
    record StorageRef(Dtype dtype, String key, long elements) implements PickleValue {}

    /// A strided view of a storage.
    record TensorRef(StorageRef storage, long offset, long[] shape, long[] strides) implements PickleValue {}

    /// The Python name of a value's type, for messages.
    default String typeName() {
        return switch (this) {
            case Sign _ -> "None";
            case Truth _ -> "bool";
            case Whole _ -> "int";
            case Real _ -> "float";
            case Text _ -> "str";
            case Sequence s -> s.kind();
            case Dict _ -> "dict";
            case Constructor _ -> "function";
            case StorageRef _ -> "storage";
            case TensorRef _ -> "tensor";
        };
    }

    default boolean isKey() {
        return switch (this) {
            case Truth _ -> true;
            case Whole _ -> true;
            case Real _ -> true;
            case Text _ -> true;
            case Sign s -> s == Sign.NONE;
            case Sequence _ -> false;
            case Dict _ -> false;
            case Constructor _ -> false;
            case StorageRef _ -> false;
            case TensorRef _ -> false;
        };
    }
}
