package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.token.ByteAlphabet;
import org.circuitexplorer.engine.token.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerReaderTest {
    private static final Path SAMPLE = Fixture.sample("tinypython-3L");
    private static final int DOCUMENT = 1023;

    @TempDir
    Path directory;

    private static Tokenizer sample() throws Exception {
        return TokenizerReader.read(SAMPLE).orElseThrow();
    }

    @Test
    void theCorpusTextGivesTheIdsStoredBesideIt() throws Exception {
        String text = Files.readString(SAMPLE.resolve("corpus_sample.txt"));
        int[] ids = CorpusReader.tokens(SAMPLE.resolve("corpus_sample_tokens_u16.bin"), 1024);

        assertThat(sample().encode(text)).isEqualTo(ids);
        assertThat(sample().decode(ids)).isEqualTo(text);
    }

    @Test
    void everyPromptGivesTheIdsOfItsTask() throws Exception {
        Tokenizer tokenizer = sample();
        for (Task task : TaskReader.readAll(SAMPLE.resolve("tasks"))) {
            for (PromptPair pair : task.test()) {
                assertThat(withDocument(tokenizer.encode(pair.positiveText()))).isEqualTo(pair.positive());
                assertThat(withDocument(tokenizer.encode(pair.negativeText()))).isEqualTo(pair.negative());
            }
        }
    }

    private static int[] withDocument(int[] ids) {
        return IntStream.concat(IntStream.of(DOCUMENT), Arrays.stream(ids)).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n \r\n\n  x",
                "naïve café — ¿qué?",
                "日本語のテキスト",
                "👩‍👩‍👧 𝔘𝔫𝔦",
                "١٢٣٤٥ 12345678",
                "\u0000\u001f\u007f\u00ad\u2028",
                "<|endoftext|>a<|endoftext|>",
                "<|endofte"
            })
    void everyTextComesBack(String text) throws Exception {
        assertThat(sample().decode(sample().encode(text))).isEqualTo(text);
    }

    @Test
    void randomTextComesBack() throws Exception {
        Tokenizer tokenizer = sample();
        Random random = new Random(7);
        for (int n = 0; n < 200; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x20000);
                if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) text.appendCodePoint(point);
            }
            assertThat(tokenizer.decode(tokenizer.encode(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void aLongRunOfOneLetterIsEncodedInOnePiece() throws Exception {
        String text = "a".repeat(200_000);

        assertThat(sample().decode(sample().encode(text))).isEqualTo(text);
    }

    @Test
    void aTokenThatIsHalfACharacterShowsAsReplacement() throws Exception {
        int firstByteOfEuro = sample().encode("€")[0];

        assertThat(sample().tokenText(firstByteOfEuro)).isEqualTo("\ufffd");
        assertThat(sample().tokenText(DOCUMENT)).isEqualTo("<|endoftext|>");
        assertThatThrownBy(() -> sample().tokenText(1024)).hasMessageContaining("1024");
    }

    @Test
    void idsNeedNotFollowTheOrderOfTheMerges() throws Exception {
        StringBuilder encoder = new StringBuilder("{\"ab\": 0, \"<|endoftext|>\": 1");
        for (int b = 0; b < 256; b++) {
            String symbol = ByteAlphabet.symbol(b);
            String escaped = symbol.equals("\"") || symbol.equals("\\") ? "\\" + symbol : symbol;
            encoder.append(", \"").append(escaped).append("\": ").append(b + 2);
        }
        Files.writeString(directory.resolve("encoder.json"), encoder.append('}'));
        Files.writeString(directory.resolve("vocab.bpe"), "#version: 0.2\na b\n");
        Tokenizer tokenizer = TokenizerReader.read(directory).orElseThrow();

        assertThat(tokenizer.encode("ab<|endoftext|>b")).containsExactly(0, 1, 'b' + 2);
        assertThat(tokenizer.vocabularySize()).isEqualTo(258);
    }

    @Test
    void aDirectoryWithoutTokenizerHasNone() throws Exception {
        assertThat(TokenizerReader.read(directory)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vocab.bpe    | zq vx\\n              | vocab.bpe: line 2: found "zq vx", expected two known tokens
            vocab.bpe    | q\\n                  | line 2: found "q"
            vocab.bpe    | q Q\\n                | line 2: encoder.json has no token "qQ"
            encoder.json | {"a": 0               | encoder.json: JSON: is not valid JSON
            encoder.json | {"a": 0, "a": 1}      | Duplicate field 'a'
            encoder.json | {"a": 0, "b": 7}      | token "b": has the id 7, expected each of 0 to 1 once
            encoder.json | {"a": 0, "b": "x"}    | token "b": has the id the text "x"
            encoder.json | {"a": 0}              | byte 0: encoder.json has no token "Ā"
            encoder.json | []                    | JSON: expected an object
            """)
    void malformedFilesAreRefused(String file, String content, String message) throws Exception {
        for (String name : new String[] {"vocab.bpe", "encoder.json"}) {
            Files.copy(SAMPLE.resolve(name), directory.resolve(name));
        }
        String text = content.replace("\\n", "\n");
        Files.writeString(directory.resolve(file), file.equals("vocab.bpe") ? "#version: 0.2\n" + text : text);

        assertThatThrownBy(() -> TokenizerReader.read(directory))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMergeLeftOutIsNoticed() throws Exception {
        Files.copy(SAMPLE.resolve("encoder.json"), directory.resolve("encoder.json"));
        try (Stream<String> lines = Files.lines(SAMPLE.resolve("vocab.bpe"))) {
            Files.write(directory.resolve("vocab.bpe"), lines.limit(700).toList());
        }

        assertThatThrownBy(() -> TokenizerReader.read(directory)).hasMessageContaining("is made by no merge");
    }

    @Test
    void oneFileWithoutTheOtherIsRefused() throws Exception {
        Files.copy(SAMPLE.resolve("encoder.json"), directory.resolve("encoder.json"));

        assertThatThrownBy(() -> TokenizerReader.read(directory)).hasMessageContaining("expected vocab.bpe beside it");
    }
}
