package org.circuitexplorer.engine.io;

import java.util.Map;
import java.util.Optional;

/// The only names that a pickle may mention. None is looked up anywhere: each stands for a few lines of
/// [PickleReader].
enum PickleConstructor {
    ORDERED_DICT,
    SET,
    SIZE,
    TENSOR,
    PARAMETER,
    F64_STORAGE,
    F32_STORAGE,
    F16_STORAGE,
    BF16_STORAGE,
    I64_STORAGE,
    I32_STORAGE,
    I16_STORAGE,
    I8_STORAGE,
    U8_STORAGE,
    BOOL_STORAGE;

    private static final Map<String, PickleConstructor> ALLOWED = Map.ofEntries(
            Map.entry("collections OrderedDict", ORDERED_DICT),
            Map.entry("__builtin__ set", SET),
            Map.entry("builtins set", SET),
            Map.entry("torch Size", SIZE),
            Map.entry("torch._utils _rebuild_tensor_v2", TENSOR),
            Map.entry("torch._utils _rebuild_parameter", PARAMETER),
            Map.entry("torch DoubleStorage", F64_STORAGE),
            Map.entry("torch FloatStorage", F32_STORAGE),
            Map.entry("torch HalfStorage", F16_STORAGE),
            Map.entry("torch BFloat16Storage", BF16_STORAGE),
            Map.entry("torch LongStorage", I64_STORAGE),
            Map.entry("torch IntStorage", I32_STORAGE),
            Map.entry("torch ShortStorage", I16_STORAGE),
            Map.entry("torch CharStorage", I8_STORAGE),
            Map.entry("torch ByteStorage", U8_STORAGE),
            Map.entry("torch BoolStorage", BOOL_STORAGE));

    /// The constructor of a module and a name in it, empty when it is not allowed.
    static Optional<PickleConstructor> of(String module, String name) {
        return Optional.ofNullable(ALLOWED.get(module + " " + name));
    }

    /// The element type of a storage, empty for what is no storage.
    Optional<Dtype> storageType() {
        return name().endsWith("_STORAGE") ? Dtype.ofName(name().substring(0, name().indexOf('_'))) : Optional.empty();
    }
}
