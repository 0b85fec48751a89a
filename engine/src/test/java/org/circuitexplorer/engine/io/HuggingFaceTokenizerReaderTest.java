package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.engine.token.BytePairTokenizer;
import org.circuitexplorer.engine.token.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sample's tokenizer written down in the other form.
class HuggingFaceTokenizerReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SAMPLE = Fixture.sample("tinypython-3L");
    private static final String SPECIAL = "<|endoftext|>";

    @TempDir
    Path directory;

    private static ObjectNode sampleAsHuggingFace(boolean mergesAsLists) throws Exception {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode vocabulary =
                (ObjectNode) JSON.readTree(SAMPLE.resolve("encoder.json").toFile());
        root.putArray("added_tokens").addObject().put("content", SPECIAL).set("id", vocabulary.remove(SPECIAL));
        root.putNull("normalizer");
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject()
                .put("type", "Split")
                .put("behavior", "Isolated")
                .put("invert", false);
        split.putObject("pattern").put("Regex", BytePairTokenizer.TINYPYTHON.pattern());
        steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("use_regex", false);
        ObjectNode model = root.putObject("model").put("type", "BPE").putNull("unk_token");
        model.set("vocab", vocabulary);
        ArrayNode merges = model.putArray("merges");
        List<String> lines = Files.readAllLines(SAMPLE.resolve("vocab.bpe"));
        for (String line : lines.subList(1, lines.size())) {
            String[] pair = line.split(" ", 2);
            if (mergesAsLists) merges.addArray().add(pair[0]).add(pair[1]);
            else merges.add(line);
        }
        return root;
    }

    private Tokenizer read(ObjectNode root) throws Exception {
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), root);
        return TokenizerReader.read(directory).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void bothFormsGiveTheSameIds(boolean mergesAsLists) throws Exception {
        String text = Files.readString(SAMPLE.resolve("corpus_sample.txt")).substring(0, 100_000);

        Tokenizer tokenizer = read(sampleAsHuggingFace(mergesAsLists));

        assertThat(tokenizer.encode(text))
                .isEqualTo(TokenizerReader.read(SAMPLE).orElseThrow().encode(text));
        assertThat(tokenizer.vocabularySize()).isEqualTo(1024);
    }

    @Test
    void withoutASplitThePatternOfGpt2Counts() throws Exception {
        ObjectNode root = sampleAsHuggingFace(false);
        root.putObject("pre_tokenizer").put("type", "ByteLevel").put("add_prefix_space", false);

        String text = Files.readString(SAMPLE.resolve("corpus_sample.txt")).substring(0, 10_000);
        Tokenizer tokenizer = read(root);
        int[] ids = tokenizer.encode(text);

        assertThat(tokenizer.decode(ids)).isEqualTo(text);
        assertThat(ids).isNotEqualTo(TokenizerReader.read(SAMPLE).orElseThrow().encode(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /model          | type          | "WordPiece"        | model.type: is the text "WordPiece", expected "BPE"
            /model          | unk_token     | "<unk>"            | model.unk_token: is the text "<unk>", expected none
            /model          | vocab         | {}                 | token
            /model          | merges        | ["a"]              | model.merges[0]: found "a", expected two known tokens
            /model          | merges        | []                 | is made by no merge and is no added token
            ''              | normalizer    | {"type": "NFC"}    | normalizer: is an object, expected none
            ''              | added_tokens  | [{"id": 1023}]     | added_tokens: hold a token without text
            ''              | pre_tokenizer | null               | pre_tokenizer: is nothing, expected "ByteLevel"
            /pre_tokenizer/pretokenizers/0/pattern | Regex | "(a+)+$" | pre_tokenizer.pattern: is an unknown split
            /pre_tokenizer/pretokenizers/1 | use_regex | true      | pre_tokenizer: expected ByteLevel with its own
            /pre_tokenizer/pretokenizers/1 | add_prefix_space | true | pre_tokenizer.add_prefix_space: is true
            """)
    void whatIsNotByteLevelIsRefused(String where, String key, String value, String message) throws Exception {
        ObjectNode root = sampleAsHuggingFace(false);
        ((ObjectNode) root.at(where)).set(key, JSON.readTree(value));

        assertThatThrownBy(() -> read(root))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("tokenizer.json: ")
                .hasMessageContaining(message);
    }
}
