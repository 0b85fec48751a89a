package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.circuitexplorer.engine.job.CancelToken;

/// Writes safetensors files, atomically: a reader sees the old file or the whole new one.
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK_ELEMENTS = 1 << 13;

    private SafetensorsWriter() {}

    /// Writes tensors in the order given.
    ///
    /// @param metadata texts for `__metadata__`, possibly empty
    /// @throws IllegalArgumentException when two tensors have the same name
    public static void write(Path path, List<NamedTensor> tensors, Map<String, String> metadata) throws IOException {
        write(path, tensors, metadata, new CancelToken());
    }

    /// As above, looking between tensors whether it is to go on.
    static void write(Path path, List<NamedTensor> tensors, Map<String, String> metadata, CancelToken cancel)
            throws IOException {
        byte[] header = header(tensors, metadata);
        AtomicFile.write(path, out -> {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.write(length.putLong(header.length).array());
            out.write(header);
            for (NamedTensor tensor : tensors) {
                cancel.throwIfCancelled();
                writeValues(tensor.values(), out);
            }
        });
    }

    /// Adds the data that [#write] writes after the header to a sum.
    static void addTo(Checksum sum, List<NamedTensor> tensors) throws IOException {
        try (OutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
            for (NamedTensor tensor : tensors) writeValues(tensor.values(), out);
        }
    }

    private static byte[] header(List<NamedTensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            Set<String> names = new HashSet<>();
            long at = 0;
            for (NamedTensor tensor : tensors) {
                if (!names.add(tensor.name())) throw new IllegalArgumentException("two tensors named " + tensor.name());
                at = writeEntry(json, tensor, at);
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) bytes.write(' ');
        return bytes.toByteArray();
    }

    private static long writeEntry(JsonGenerator json, NamedTensor tensor, long begin) throws IOException {
        Dtype dtype = tensor.values().dtype();
        long end = begin + (long) tensor.values().count() * dtype.bytes();
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", dtype.name());
        json.writeFieldName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        return end;
    }

    private static void writeValues(NamedTensor.Values values, OutputStream out) throws IOException {
        ByteBuffer chunk =
                ByteBuffer.allocate(CHUNK_ELEMENTS * values.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.count(); i++) {
            values.put(i, chunk);
            if (chunk.hasRemaining() && i + 1 < values.count()) continue;
            out.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
    }
}
