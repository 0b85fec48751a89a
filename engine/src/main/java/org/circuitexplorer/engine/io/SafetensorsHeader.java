package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON header of a safetensors file, read token by token so that a hostile one costs no more memory than itself.
///
/// @param entries the tensors in the order of the header
/// @param metadata the texts under `__metadata__`
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_DIMENSIONS = 32;

    /// A tensor's description, checked in itself.
    ///
    /// @param begin first byte within the data
    /// @param end byte after the last
    record Entry(String name, Dtype dtype, long[] shape, long begin, long end) {}

    static SafetensorsHeader parse(Path path, byte[] json, long dataBytes) throws ModelFormatException {
        SafetensorsHeader header = new SafetensorsHeader(new ArrayList<>(), new LinkedHashMap<>());
        try (JsonParser parser = JSON.createParser(json)) {
            expect(path, "header", parser, JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (name.equals("__metadata__")) readMetadata(path, parser, header.metadata);
                else header.entries.add(readEntry(path, name, parser));
            }
            if (parser.nextToken() != null) {
                throw new ModelFormatException(path, "header", "found text after the JSON object");
            }
        } catch (IOException e) {
            throw Json.refusal(path, "header", e);
        }
        checkCover(path, header.entries, dataBytes);
        return header;
    }

    private static void readMetadata(Path path, JsonParser parser, Map<String, String> metadata)
            throws IOException, ModelFormatException {
        expect(path, "__metadata__", parser, JsonToken.START_OBJECT, parser.nextToken());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            expect(path, "__metadata__." + key, parser, JsonToken.VALUE_STRING, parser.nextToken());
            metadata.put(key, parser.getText());
        }
    }

    private static Entry readEntry(Path path, String name, JsonParser parser) throws IOException, ModelFormatException {
        expect(path, name, parser, JsonToken.START_OBJECT, parser.nextToken());
        Dtype dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            switch (key) {
                case "dtype" -> dtype = readDtype(path, name, parser);
                case "shape" -> shape = readNumbers(path, name, "shape", parser);
                case "data_offsets" -> offsets = readNumbers(path, name, "data_offsets", parser);
                default ->
                    throw new ModelFormatException(
                            path, name, "has the unknown key \"" + key + "\", expected dtype, shape and data_offsets");
            }
        }
        if (dtype == null) throw missing(path, name, "dtype");
        if (shape == null) throw missing(path, name, "shape");
        if (offsets == null) throw missing(path, name, "data_offsets");
        return checked(path, name, dtype, shape, offsets);
    }

    private static ModelFormatException missing(Path path, String name, String key) {
        return new ModelFormatException(path, name, key + " is missing");
    }

    private static Dtype readDtype(Path path, String name, JsonParser parser) throws IOException, ModelFormatException {
        expect(path, name, parser, JsonToken.VALUE_STRING, parser.nextToken());
        String text = parser.getText();
        return Dtype.ofName(text)
                .orElseThrow(() -> new ModelFormatException(
                        path, name, "dtype \"" + text + "\" is unknown, expected one of " + Dtype.names()));
    }

    private static long[] readNumbers(Path path, String name, String key, JsonParser parser)
            throws IOException, ModelFormatException {
        expect(path, name, parser, JsonToken.START_ARRAY, parser.nextToken());
        long[] numbers = new long[MOST_DIMENSIONS];
        int n = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(path, name, parser, JsonToken.VALUE_NUMBER_INT, parser.currentToken());
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw new ModelFormatException(path, name, key + " holds a number of more than 64 bits");
            }
            if (n == MOST_DIMENSIONS) {
                throw new ModelFormatException(path, name, key + " holds more than " + MOST_DIMENSIONS + " numbers");
            }
            numbers[n++] = parser.getLongValue();
        }
        return Arrays.copyOf(numbers, n);
    }

    private static Entry checked(Path path, String name, Dtype dtype, long[] shape, long[] offsets)
            throws ModelFormatException {
        if (offsets.length != 2) {
            throw new ModelFormatException(path, name, "data_offsets hold " + offsets.length + " numbers, expected 2");
        }
        long begin = offsets[0];
        long end = offsets[1];
        if (begin < 0 || end < begin) {
            throw new ModelFormatException(
                    path, name, "data_offsets begin at " + begin + " and end at " + end + ", expected a range from 0");
        }
        long elements = StoredTensor.elements(path, name, shape);
        if (elements > Long.MAX_VALUE / dtype.bytes() || elements * dtype.bytes() != end - begin) {
            throw new ModelFormatException(
                    path,
                    name,
                    "shape " + Arrays.toString(shape) + " of " + dtype + " has " + elements + " elements of "
                            + dtype.bytes() + " bytes, data_offsets span " + (end - begin) + " bytes");
        }
        return new Entry(name, dtype, shape, begin, end);
    }

    private static void checkCover(Path path, List<Entry> entries, long dataBytes) throws ModelFormatException {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        Entry before = null;
        for (Entry e : sorted) {
            long covered = before == null ? 0 : before.end;
            if (before != null && e.begin < covered) {
                throw new ModelFormatException(
                        path,
                        before.name + " and " + e.name,
                        "overlap: one ends at byte " + covered + ", the other begins at byte " + e.begin);
            }
            if (e.begin > covered) {
                throw new ModelFormatException(
                        path,
                        e.name,
                        "begins at byte " + e.begin + ", but bytes from " + covered + " belong to no tensor");
            }
            if (e.end > dataBytes) {
                throw new ModelFormatException(
                        path, e.name, "ends at byte " + e.end + ", but the file has " + dataBytes + " data bytes");
            }
            before = e;
        }
        long covered = before == null ? 0 : before.end;
        if (covered < dataBytes) {
            throw new ModelFormatException(
                    path, "data", "tensors end at byte " + covered + ", but the file has " + dataBytes + " data bytes");
        }
    }

    private static void expect(
            Path path, String field, JsonParser parser, JsonToken expected, @Nullable JsonToken found)
            throws ModelFormatException {
        if (found == expected) return;
        throw new ModelFormatException(
                path,
                field,
                "found " + (found == null ? "the end" : Json.word(found)) + " at byte "
                        + parser.currentTokenLocation().getByteOffset() + " of the header, expected "
                        + Json.word(expected));
    }
}
