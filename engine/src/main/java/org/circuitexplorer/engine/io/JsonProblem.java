package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.regex.Pattern;

/// What keeps a text from being JSON, in words for its reader: the parser's own, without what only its programmer can
/// use.
final class JsonProblem {
    private static final String ENDS = "the text ends before it is complete";
    private static final Pattern SOURCE =
            Pattern.compile("\\[?Source: [^;\\]]*; (?:line: (\\d+), column: (\\d+)|byte offset: #?(\\w+))\\]?");
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");
    private static final Pattern CODE = Pattern.compile(" \\(code \\d+(?: / 0x[0-9a-fA-F]+)?\\)");

    private JsonProblem() {}

    static String of(JsonProcessingException problem) {
        return switch (problem) {
            case JsonEOFException e -> ENDS;
            case MismatchedInputException e -> "more text follows after its end";
            default -> plain(problem.getOriginalMessage());
        };
    }

    private static String plain(String message) {
        if (String.valueOf(message).startsWith("Unexpected end-of-input")) return ENDS;
        String first = String.valueOf(message).lines().findFirst().orElse("");
        String placed = SOURCE.matcher(first).replaceAll("line $1, column $2");
        return CODE.matcher(SETTING.matcher(placed).replaceAll("")).replaceAll("");
    }
}
