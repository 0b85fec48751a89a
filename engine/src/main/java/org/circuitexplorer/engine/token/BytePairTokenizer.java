package org.circuitexplorer.engine.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Byte-pair encoding: the text is split by a pattern, and in each piece neighbours are merged, the pair
/// whose result was learned first going first. Special tokens are found in the text as they are written.
public final class BytePairTokenizer implements Tokenizer {
    /// The split pattern of the `tinypython` tokenizers.
    public static final Pattern TINYPYTHON = Pattern.compile(
            "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    /// The split pattern of GPT-2, which Hugging Face's byte-level tokenizers have unless they name another.
    public static final Pattern GPT2 = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    /// An ordinary token.
    ///
    /// @param bytes what it stands for
    /// @param id its number in the vocabulary
    public record Token(byte[] bytes, int id) {}

    private final Encoding merges;
    private final int[] idOfRank;
    private final byte[][] bytesOfId;
    private final Map<String, Integer> special;
    private final Pattern specialPattern;

    /// @param split what a piece is
    /// @param tokens the ordinary tokens, first the 256 single bytes, then the merges' results as learned
    /// @param special special tokens by their text
    /// @throws IllegalArgumentException when the ids are not 0 until the number of tokens, each once
    public BytePairTokenizer(Pattern split, List<Token> tokens, Map<String, Integer> special) {
        this.special = Map.copyOf(special);
        this.specialPattern =
                Pattern.compile(special.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
        this.idOfRank = tokens.stream().mapToInt(Token::id).toArray();
        this.bytesOfId = new byte[tokens.size() + special.size()][];
        Map<byte[], Integer> rank = HashMap.newHashMap(tokens.size());
        for (int r = 0; r < tokens.size(); r++) {
            put(tokens.get(r).id(), tokens.get(r).bytes());
            rank.put(tokens.get(r).bytes(), r);
        }
        special.forEach((text, id) -> put(id, text.getBytes(StandardCharsets.UTF_8)));
        String name = "model";
        this.merges = Encodings.newLazyEncodingRegistry()
                .registerGptBytePairEncoding(new GptBytePairEncodingParams(name, split, rank, Map.of()))
                .getEncoding(name)
                .orElseThrow();
    }

    private void put(int id, byte[] bytes) {
        if (id < 0 || id >= bytesOfId.length || bytesOfId[id] != null) {
            throw new IllegalArgumentException(
                    "expected each id from 0 to " + (bytesOfId.length - 1) + " once, found " + id);
        }
        bytesOfId[id] = bytes;
    }

    @Override
    public int[] encode(String text) {
        if (special.isEmpty()) return ordinary(text).toArray();
        IntStream.Builder ids = IntStream.builder();
        Matcher found = specialPattern.matcher(text);
        int from = 0;
        while (found.find()) {
            ordinary(text.substring(from, found.start())).forEach(ids);
            ids.add(special.getOrDefault(found.group(), 0));
            from = found.end();
        }
        ordinary(text.substring(from)).forEach(ids);
        return ids.build().toArray();
    }

    private IntStream ordinary(String text) {
        IntArrayList ranks = merges.encodeOrdinary(text);
        return IntStream.range(0, ranks.size()).map(i -> idOfRank[ranks.get(i)]);
    }

    @Override
    public String decode(int... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * ids.length);
        for (int id : ids) bytes.writeBytes(bytes(id));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String tokenText(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int id) {
        if (id < 0 || id >= bytesOfId.length) {
            throw new IllegalArgumentException(
                    "expected a token from 0 to " + (bytesOfId.length - 1) + ", found " + id);
        }
        return bytesOfId[id];
    }

    @Override
    public int vocabularySize() {
        return bytesOfId.length;
    }
}
