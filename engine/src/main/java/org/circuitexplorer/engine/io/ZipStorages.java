package org.circuitexplorer.engine.io;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.io.PickleValue.StorageRef;

/// The zip form of a torch file: `ROOT/data.pkl`, and each storage in a record `ROOT/data/KEY`.
final class ZipStorages implements TorchStorages {
    private static final String PICKLE = "/data.pkl";
    private static final long MOST_PICKLE_BYTES = 1 << 28;

    private final Path path;
    private final String root;
    private final Map<String, ZipContent> records = new LinkedHashMap<>();

    ZipStorages(MappedFile file) throws ModelFormatException {
        this.path = file.path();
        for (ZipDirectory.Entry entry : ZipDirectory.read(path, file.bytes()).values()) {
            records.put(entry.name(), new ZipContent(file, entry));
        }
        List<String> pickles = records.keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (pickles.size() != 1) {
            throw new ModelFormatException(
                    path,
                    "archive",
                    "is not a torch checkpoint: it has " + pickles.size() + " records NAME/data.pkl, expected one");
        }
        this.root = pickles.getFirst().substring(0, pickles.getFirst().indexOf('/'));
        requireLittleEndian();
    }

    private void requireLittleEndian() throws ModelFormatException {
        ZipContent order = records.get(root + "/byteorder");
        if (order == null) return;
        byte[] bytes = order.bytes().asSlice(0, Math.min(order.size(), 16)).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.equals("little")) {
            throw new ModelFormatException(path, root + "/byteorder", "is \"" + text + "\", expected little");
        }
    }

    PickleInput pickle() throws ModelFormatException {
        String name = root + PICKLE;
        ZipContent content = record(name, "archive");
        if (content.size() > MOST_PICKLE_BYTES) {
            throw new ModelFormatException(
                    path, name, "has " + content.size() + " bytes, expected at most " + MOST_PICKLE_BYTES);
        }
        return new PickleInput(path, name, content.bytes());
    }

    @Override
    public StoredTensor.Storage find(StorageRef storage, String tensor) throws ModelFormatException {
        String name = root + "/data/" + storage.key();
        ZipContent content = record(name, tensor);
        long expected = TorchStorages.bytes(path, tensor, storage);
        if (content.size() != expected) {
            throw new ModelFormatException(
                    path, tensor, "its record " + name + " has " + content.size() + " bytes, expected " + expected);
        }
        return content;
    }

    private ZipContent record(String name, String field) throws ModelFormatException {
        ZipContent content = records.get(name);
        if (content == null) throw new ModelFormatException(path, field, "its record " + name + " is missing");
        return content;
    }
}
