package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Several safetensors files and the index that says which tensor is in which.
public final class ShardedSafetensors implements TensorFile {
    /// How the name of an index ends.
    static final String ENDING = ".safetensors.index.json";

    private static final int MOST_BYTES = 1 << 25;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\\.safetensors");

    private final Path index;
    private final SortedMap<String, SafetensorsReader> shards = new TreeMap<>();
    private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

    private ShardedSafetensors(Path index) {
        this.index = index;
    }

    /// Opens all files that an index names; they lie beside it.
    public static ShardedSafetensors open(Path index) throws IOException, ModelFormatException {
        ShardedSafetensors sharded = new ShardedSafetensors(index);
        boolean opened = false;
        try {
            sharded.openShards();
            opened = true;
            return sharded;
        } finally {
            if (!opened) sharded.close();
        }
    }

    private void openShards() throws IOException, ModelFormatException {
        ObjectNode object = Json.readObject(index, MOST_BYTES);
        if (!(object.get("weight_map") instanceof ObjectNode map)) {
            throw new ModelFormatException(index, "weight_map", "is missing, expected an object");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            StoredTensor tensor = shard(entry).tensors().get(entry.getKey());
            if (tensor == null) {
                throw new ModelFormatException(
                        index, entry.getKey(), "is not in " + entry.getValue().asText() + ", where the index puts it");
            }
            tensors.put(entry.getKey(), tensor);
        }
        requireNoOthers();
    }

    private SafetensorsReader shard(Map.Entry<String, JsonNode> entry) throws IOException, ModelFormatException {
        String name = entry.getValue().asText();
        SafetensorsReader open = shards.get(name);
        if (open != null) return open;
        if (!entry.getValue().isTextual() || !FILE_NAME.matcher(name).matches()) {
            throw new ModelFormatException(
                    index,
                    entry.getKey(),
                    "is " + Json.describe(entry.getValue()) + ", expected the name of a .safetensors file beside");
        }
        Path path = index.resolveSibling(name);
        if (!Files.isRegularFile(path)) throw new ModelFormatException(index, name, "the file is missing");
        SafetensorsReader reader = SafetensorsReader.open(path);
        shards.put(name, reader);
        return reader;
    }

    private void requireNoOthers() throws ModelFormatException {
        for (SafetensorsReader shard : shards.values()) {
            for (StoredTensor tensor : shard.tensors().values()) {
                if (tensors.get(tensor.name()) != tensor) {
                    throw new ModelFormatException(shard.path(), tensor.name(), "is not where the index puts it");
                }
            }
        }
    }

    @Override
    public Path path() {
        return index;
    }

    @Override
    public List<Path> parts() {
        return shards.values().stream().map(SafetensorsReader::path).toList();
    }

    @Override
    public SequencedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        shards.values().forEach(SafetensorsReader::close);
    }
}
