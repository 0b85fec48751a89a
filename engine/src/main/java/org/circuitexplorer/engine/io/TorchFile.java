package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.circuitexplorer.engine.io.PickleValue.Dict;
import org.circuitexplorer.engine.io.PickleValue.StorageRef;
import org.circuitexplorer.engine.io.PickleValue.TensorRef;
import org.circuitexplorer.engine.io.PickleValue.Text;

/// A file that `torch.save` wrote, as a zip archive or in the older form, mapped into memory. Its pickle is read as
/// data and never run; its tensors are checked to lie within their storages before any value is read.
public final class TorchFile implements TensorFile {
    private static final int ZIP = 0x04034b50;
    private static final int MOST_VALUES = 1 << 24;

    /// How often tensors may share their numbers; a small file could otherwise fill any memory.
    private static final int MOST_VIEWS = 16;

    private final MappedFile file;
    private final TorchStorages storages;
    private final PickleValue root;
    private final Set<String> storagesFound = new HashSet<>();
    private long storageElements;
    private long viewElements;

    private TorchFile(MappedFile file) throws ModelFormatException {
        this.file = file;
        MemorySegment bytes = file.bytes();
        if (bytes.byteSize() == 0) throw refused("file", "is empty, expected a torch file");
        if (startsAsZip(bytes)) {
            ZipStorages zip = new ZipStorages(file);
            this.storages = zip;
            this.root = new PickleReader(zip.pickle(), MOST_VALUES).read();
        } else if (LegacyStorages.isLegacy(bytes)) {
            LegacyStorages legacy = new LegacyStorages(file, MOST_VALUES);
            this.storages = legacy;
            this.root = legacy.root();
        } else {
            throw refused("file", "is neither a zip archive nor a legacy torch file (" + bytes.byteSize() + " bytes)");
        }
    }

    /// Opens a file; close it when its tensors have been read.
    public static TorchFile open(Path path) throws IOException, ModelFormatException {
        MappedFile file = MappedFile.open(path);
        boolean opened = false;
        try {
            TorchFile torch = new TorchFile(file);
            opened = true;
            return torch;
        } finally {
            if (!opened) file.close();
        }
    }

    private static boolean startsAsZip(MemorySegment bytes) {
        return bytes.byteSize() >= 4
                && bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0) == ZIP;
    }

    @Override
    public Path path() {
        return file.path();
    }

    /// What the file holds.
    PickleValue root() {
        return root;
    }

    /// The tensor behind a reference.
    ///
    /// @param name what to call it in messages
    StoredTensor resolve(String name, TensorRef tensor) throws ModelFormatException {
        StorageRef storage = tensor.storage();
        StoredTensor resolved = new StoredTensor(
                file.path(),
                name,
                storage.dtype(),
                tensor.shape(),
                tensor.strides(),
                tensor.offset(),
                storages.find(storage, name),
                storage.elements());
        if (storagesFound.add(storage.key())) storageElements += storage.elements();
        viewElements += resolved.count();
        if (viewElements > MOST_VIEWS * storageElements) {
            throw refused(
                    name,
                    "the tensors show the same numbers over and over: " + viewElements + " elements of "
                            + storageElements + " that are stored");
        }
        return resolved;
    }

    @Override
    public SequencedMap<String, StoredTensor> tensors() throws ModelFormatException {
        if (!(root instanceof Dict dict))
            throw refused("content", "expected a dict of tensors, got " + root.typeName());
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<PickleValue, PickleValue> entry : dict.entries().entrySet()) {
            if (!(entry.getKey() instanceof Text(String name))) {
                throw refused(
                        "content",
                        "expected names of tensors as keys, got "
                                + entry.getKey().typeName());
            }
            if (!(entry.getValue() instanceof TensorRef tensor)) {
                throw refused(name, "expected a tensor, got " + entry.getValue().typeName());
            }
            tensors.put(name, resolve(name, tensor));
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private ModelFormatException refused(String field, String problem) {
        return new ModelFormatException(file.path(), field, problem);
    }

    @Override
    public void close() {
        file.close();
    }
}
