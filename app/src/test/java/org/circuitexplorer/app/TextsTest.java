package org.circuitexplorer.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The window's texts stand in one bundle, and only there. The sources of both modules are read, as a compiled class
/// no longer says which of its literals is shown.
final class TextsTest {
    private static final Path VIEWER = Path.of("../viewer/src/main");
    private static final Path BUNDLE = VIEWER.resolve("resources/org/circuitexplorer/viewer/text/texts.properties");
    private static final Pattern USE = Pattern.compile("(?<![.\\w])(?:Wording\\.)?text\\(\\s*\"([^\"]+)\"\\s*([,)])");
    private static final Pattern STRINGS_AND_COMMENTS = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,}[,;:]? [a-z]{2,}");
    private static final Pattern SHOWN = Pattern.compile("(?:new (?:Label|Button|ToggleButton|CheckBox|MenuItem|Menu"
            + "|Tooltip|Hyperlink|TitledPane|Text|Notice|ExtensionFilter)|set(?:Text|PromptText|Title|Tooltip"
            + "|AccessibleText|AccessibleHelp|AccessibleRoleDescription)|[jJ]obs\\(?\\)?\\s*\\.(?:start|latest)"
            + "|tell|section|muted|progress\\.at)\\(\\s*$");

    /// The command line, what files contain, sentences about files, and the log.
    private static final Pattern ELSEWHERE =
            Pattern.compile(".*/app/(cli|bench|export)/.*|.*/(RootCommand|Html|SessionFit|StallWatch|SvgPen)\\.java");

    private record Source(Path file, String text) {}

    @Test
    void everyKeyThatIsUsedIsInTheBundleAndTheOtherWayRound() {
        Set<String> used = uses().map(u -> u.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", new TreeSet<>(keys())), String.join("\n", used));
    }

    @Test
    void textsWithPlacesAreGivenValues() {
        List<String> wrong = new ArrayList<>();
        uses().filter(use -> isPattern(use.group(1)) == use.group(2).equals(")"))
                .forEach(use -> wrong.add(use.group(1)));
        assertEquals(List.of(), wrong);
    }

    @Test
    void keysStandOnceAndSorted() {
        assertEquals(List.copyOf(new TreeSet<>(keys())), keys());
    }

    @Test
    void noSentenceStandsElsewhere() {
        List<String> found = new ArrayList<>();
        sources()
                .filter(s -> !ELSEWHERE.matcher(unix(s.file())).matches())
                .forEach(source -> STRINGS_AND_COMMENTS
                        .matcher(source.text())
                        .results()
                        .filter(literal -> literal.group().startsWith("\"") && isForPeople(source.text(), literal))
                        .forEach(literal -> found.add(source.file().getFileName() + ": " + literal.group())));
        assertEquals(List.of(), found);
    }

    @Test
    void aSentenceWouldBeFound() {
        assertFalse(isSentence("x = map.get(\"loss_model\");"));
        assertFalse(isSentence("throw new IllegalArgumentException(\"two words\");"));
        assertFalse(isSentence("setId(\"Find\");"));
        assertEquals(true, isSentence("field = of(\"two words\");"));
        assertEquals(true, isSentence("button.setText(\"Start\");"));
        assertEquals(true, isSentence("jobs.start(\"Pruning \" + name, body);"));
    }

    private static boolean isSentence(String source) {
        Matcher literal = STRINGS_AND_COMMENTS.matcher(source);
        return literal.find() && isForPeople(source, literal.toMatchResult());
    }

    /// Several words, or letters that are handed to something which shows them. Sentences of exceptions stay beside
    /// the check that makes them.
    private static boolean isForPeople(String source, MatchResult literal) {
        int from = Math.max(
                source.lastIndexOf(';', literal.start()),
                Math.max(source.lastIndexOf('{', literal.start()), source.lastIndexOf('}', literal.start())));
        String before = source.substring(from + 1, literal.start());
        if (before.contains("Exception(") || before.contains("@SuppressWarnings")) return false;
        boolean shown = SHOWN.matcher(before).find() && literal.group().matches("\"[^\"]*[A-Za-z]{2}[\\s\\S]*");
        return shown || (WORDS.matcher(literal.group()).find() && !isName(literal.group()));
    }

    /// Names of files, of types for letters and of what sessions call a head.
    private static boolean isName(String literal) {
        return literal.matches(".*(sans-serif|monospace|\\.attn head ).*");
    }

    private static Stream<MatchResult> uses() {
        return sources()
                .filter(s -> s.text().contains("viewer.text.Wording"))
                .flatMap(s -> USE.matcher(s.text()).results());
    }

    private static boolean isPattern(String key) {
        return lines().anyMatch(line -> line.startsWith(key + "=") && line.contains("{0"));
    }

    private static List<String> keys() {
        return lines().filter(line -> line.matches("[a-z].*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static Stream<String> lines() {
        return read(BUNDLE).lines();
    }

    private static Stream<Source> sources() {
        return Stream.of(Path.of("src/main/java"), VIEWER.resolve("java")).flatMap(TextsTest::under);
    }

    private static Stream<Source> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new Source(file, read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unix(Path file) {
        return file.toString().replace('\\', '/');
    }
}
