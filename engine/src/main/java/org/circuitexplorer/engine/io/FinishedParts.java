package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;

/// The parts of a long job that are done, kept in a file that is written after each of them, so that a job that was
/// ended goes on after the last one. A file that is damaged, or of another key, counts as none.
public final class FinishedParts {
    private static final String FORMAT = "circuit-explorer-";
    private static final String PARTS = "parts";
    private static final String DIGEST = "sha256";
    private static final int MOST_BYTES = 64 << 20;

    private final Optional<Path> file;
    private final String job;
    private final String key;
    private final JsonMapper mapper;
    private final ObjectNode parts;
    private final boolean measuring;

    /// A part is not there and is not to be measured.
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String name) {
            super(name);
        }
    }

    private FinishedParts(
            Optional<Path> file, String job, String key, JsonMapper mapper, ObjectNode parts, boolean measuring) {
        this.file = file;
        this.job = job;
        this.key = key;
        this.mapper = mapper;
        this.parts = parts;
        this.measuring = measuring;
    }

    private FinishedParts(Optional<Path> file, String job, String key, JsonMapper mapper) {
        this(file, job, key, mapper, mapper.createObjectNode(), true);
    }

    /// Keeps nothing.
    public static FinishedParts none(ModelConfig config) {
        return new FinishedParts(Optional.empty(), "", "", mapper(config));
    }

    /// @param job what the file and its format are called after, such as `validation`
    /// @param key digest of everything the parts depend on, 64 hexadecimal digits
    /// @param config of the model whose nodes are named
    public static FinishedParts in(Path folder, String job, String key, ModelConfig config) {
        Path file = folder.resolve(job + "-" + key.substring(0, 16) + ".json");
        FinishedParts found = new FinishedParts(Optional.of(file), job, key, mapper(config));
        found.read(file);
        return found;
    }

    private static JsonMapper mapper(ModelConfig config) {
        SimpleModule names = new SimpleModule();
        names.addSerializer(NodeId.class, new ToStringSerializer(NodeId.class));
        names.addDeserializer(NodeId.class, new NodeName(config));
        return JsonMapper.builder().addModule(names).addModule(new Jdk8Module()).build();
    }

    private void read(Path from) {
        try {
            if (!Files.isRegularFile(from) || Files.size(from) > MOST_BYTES) return;
            JsonNode root = mapper.readTree(Files.readAllBytes(from));
            if (!root.path("format").asText().equals(FORMAT + job)) return;
            if (!root.path("key").asText().equals(key)) return;
            if (!(root.path(PARTS) instanceof ObjectNode kept)) return;
            if (root.path(DIGEST).asText().equals(digest(kept))) parts.setAll(kept);
        } catch (IOException e) {
            // A cache that cannot be read is as good as none.
            parts.removeAll();
        }
    }

    /// The parts that are there; asked for another one, it throws [Missing].
    public FinishedParts unmeasured() {
        return new FinishedParts(file, job, key, mapper, parts, false);
    }

    /// When the last part was written.
    ///
    /// @throws Missing when nobody knows
    public Instant written() {
        try {
            return Files.getLastModifiedTime(file.orElseThrow(() -> new Missing("file")))
                    .toInstant();
        } catch (IOException e) {
            throw new Missing("file");
        }
    }

    /// How many parts are done.
    public int count() {
        return parts.size();
    }

    /// A part, measured if it is not there yet.
    ///
    /// @param name what it is called in the file
    public <T> T get(String name, Class<T> type, Supplier<T> measure) {
        return get(name, mapper.constructType(type), measure);
    }

    /// A part that is a list.
    public <T> List<T> list(String name, Class<T> element, Supplier<List<T>> measure) {
        return get(name, mapper.getTypeFactory().constructCollectionType(List.class, element), measure);
    }

    private <T> T get(String name, JavaType type, Supplier<T> measure) {
        if (parts.has(name)) {
            try {
                return mapper.convertValue(parts.get(name), type);
            } catch (IllegalArgumentException e) {
                // What does not fit is measured again.
                parts.remove(name);
            }
        }
        if (!measuring) throw new Missing(name);
        T found = measure.get();
        if (file.isEmpty()) return found;
        parts.set(name, mapper.valueToTree(found));
        write(file.get());
        return found;
    }

    private void write(Path to) {
        ObjectNode root = mapper.createObjectNode();
        root.put("format", FORMAT + job)
                .put("key", key)
                .put(DIGEST, digest(parts))
                .set(PARTS, parts);
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            AtomicFile.write(to, root.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Then the next run measures again: slower, and as good.
        }
    }

    private static String digest(ObjectNode parts) {
        return Sha256.ofText(parts.toString());
    }

    private static final class NodeName extends StdDeserializer<NodeId> {
        private static final long serialVersionUID = 1;

        private final transient ModelConfig config;

        NodeName(ModelConfig config) {
            super(NodeId.class);
            this.config = config;
        }

        @Override
        public NodeId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String name = parser.getText();
            return NodeId.parse(name, config).orElseThrow(() -> noSuchNode(context, name));
        }

        private static JacksonException noSuchNode(DeserializationContext context, String name) {
            return context.weirdStringException(name, NodeId.class, "the model has no such node");
        }
    }
}
