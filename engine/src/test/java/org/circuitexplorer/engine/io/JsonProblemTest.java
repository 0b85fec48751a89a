package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text that is not JSON is refused with the place and the reason, in words that a reader of the file can use.
class JsonProblemTest {
    private static final Path FILE = Path.of("config.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a": 1                | line 1, column 8: the text ends before it is complete
            {"a": 1, "b"           | line 1, column 13: the text ends before it is complete
            {"a": 1,               | line 1, column 9: the text ends before it is complete
            {"a": [1, 2            | line 1, column 12: the text ends before it is complete
            {"a": "text            | line 1, column 12: the text ends before it is complete
            {"a": 1} {}            | line 1, column 10: more text follows after its end
            {"a": 1, "a": 2}       | line 1, column 13: Duplicate field 'a'
            {a: 1}                 | line 1, column 2: Unexpected character ('a'): was expecting double-quote to start field name
            {"a": yes}             | line 1, column 7: Unrecognized token 'yes'
            {"a": 1]               | line 1, column 8: Unexpected close marker ']': expected '}' (for Object starting at line 1, column 1)
            {"a": 01}              | line 1, column 8: Invalid numeric value: Leading zeroes not allowed
            """)
    void thePlaceAndTheReasonAreSaid(String text, String expected) {
        assertThat(refusal(text)).startsWith("config.json: JSON: is not valid JSON at " + expected);
    }

    @Test
    void aNumberBeyondAllMeasureIsRefused() {
        assertThat(refusal("{\"a\": -0.011e9999620232}"))
                .isEqualTo("config.json: JSON: holds a number whose exponent is out of range");
    }

    @Test
    void nothingForProgrammersIsSaid() {
        String deep = "{\"a\": " + "[".repeat(2000);
        for (String text : new String[] {deep, "{\"a\": 1]", "{\"a\"", "{\"a\": " + "9".repeat(2000) + "}", "\u0000"}) {
            assertThat(refusal(text)).doesNotContain("Source", "REDACTED", "StreamRead", "`", "com.fasterxml");
        }
    }

    private static String refusal(String text) {
        ModelFormatException refusal = catchThrowableOfType(
                ModelFormatException.class, () -> Json.parseObject(FILE, text.getBytes(StandardCharsets.UTF_8)));
        return String.valueOf(refusal.getMessage());
    }
}
