package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.engine.io.PickleValue.Dict;
import org.circuitexplorer.engine.io.PickleValue.Sequence;
import org.circuitexplorer.engine.io.PickleValue.StorageRef;
import org.circuitexplorer.engine.io.PickleValue.Text;
import org.circuitexplorer.engine.io.PickleValue.Truth;
import org.circuitexplorer.engine.io.PickleValue.Whole;

/// The old form of a torch file, no archive: pickles of a magic number, a version, the machine's properties, the
/// content and the storages' keys, then each storage as its number of elements and its bytes.
final class LegacyStorages implements TorchStorages {
    private static final byte[] MAGIC = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
    private static final long VERSION = 1001;

    private final MappedFile file;
    private final Path path;
    private final PickleValue root;
    private final Map<String, StoredTensor.Mapped> storages = new LinkedHashMap<>();

    LegacyStorages(MappedFile file, int mostValues) throws ModelFormatException {
        this.file = file;
        this.path = file.path();
        PickleInput in = new PickleInput(path, "pickle", file.bytes());
        in.slice(MAGIC.length);
        PickleReader pickles = new PickleReader(in, mostValues);
        if (!(pickles.read() instanceof Whole version) || version.value() != VERSION) {
            throw in.refused("expected the format version " + VERSION);
        }
        requireLittleEndian(in, pickles.read());
        this.root = pickles.read();
        readStorages(in, pickles.read(), pickles.storages());
    }

    static boolean isLegacy(MemorySegment file) {
        return file.byteSize() >= MAGIC.length
                && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    }

    private static void requireLittleEndian(PickleInput in, PickleValue machine) throws ModelFormatException {
        if (machine instanceof Dict properties
                && properties.entries().get(new Text("little_endian")) instanceof Truth(boolean little)
                && little) {
            return;
        }
        throw in.refused("expected little_endian to be True");
    }

    private void readStorages(PickleInput in, PickleValue keys, Map<String, StorageRef> known)
            throws ModelFormatException {
        if (!(keys instanceof Sequence list)) throw in.refused("expected a list of storages");
        for (PickleValue item : list.items()) {
            StorageRef storage = item instanceof Text(String key) ? known.get(key) : null;
            if (storage == null) throw in.refused("lists a storage that no tensor refers to");
            long elements = in.int64();
            if (elements != storage.elements()) {
                throw in.refused(
                        "storage " + storage.key() + " has " + elements + " elements, expected " + storage.elements());
            }
            MemorySegment bytes = in.slice(TorchStorages.bytes(path, "pickle", storage));
            if (storages.put(storage.key(), new StoredTensor.Mapped(file, bytes)) != null) {
                throw in.refused("lists storage " + storage.key() + " twice");
            }
        }
        if (in.remaining() > 0) throw in.refused("is followed by " + in.remaining() + " bytes, expected none");
    }

    PickleValue root() {
        return root;
    }

    @Override
    public StoredTensor.Storage find(StorageRef storage, String tensor) throws ModelFormatException {
        StoredTensor.Mapped bytes = storages.get(storage.key());
        if (bytes == null) {
            throw new ModelFormatException(path, tensor, "its storage " + storage.key() + " is missing");
        }
        return bytes;
    }
}
