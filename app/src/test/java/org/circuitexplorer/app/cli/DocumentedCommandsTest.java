package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `docs/command-line.md` shows commands with what they answer. They are run here, in the order of the page, and every
/// line that the page shows must be a line of the answer. Lines that end in `…` are cut, and a line that is nothing
/// else stands for any.
class DocumentedCommandsTest {
    private static final Path ROOT = CommandRun.SAMPLE.resolve("../..").normalize();
    private static final Pattern BLOCK = Pattern.compile("(?s)```\n(\\$ .*?)```");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ");
    private static final String CUT = "…";

    /// They take longer than a build should, need files of other makers, or tell of the machine they run on.
    private static final Set<String> NOT_RUN = Set.of("prune", "validate", "import", "--device");

    /// Where a file lies is another place on every machine.
    private static final String PLACE = "weights ";

    private record Example(List<String> words, List<String> lines) {}

    @TestFactory
    Stream<DynamicTest> whatThePageShowsIsAnswered(@TempDir Path folder) throws IOException {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(8);
        return examples.stream()
                .map(example ->
                        DynamicTest.dynamicTest(String.join(" ", example.words), () -> isAnswered(example, folder)));
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs/command-line.md")));
        while (block.find()) {
            for (String shown : PROMPT.split(block.group(1), 0)) {
                List<String> lines =
                        shown.lines().filter(line -> !line.isBlank()).toList();
                if (lines.isEmpty()) continue;
                List<String> words = words(lines.getFirst());
                if (words.stream().noneMatch(NOT_RUN::contains)) {
                    examples.add(new Example(words, lines.subList(1, lines.size())));
                }
            }
        }
        return examples;
    }

    private static List<String> words(String command) {
        Matcher word = WORD.matcher(command);
        assertThat(word.find()).isTrue();
        assertThat(word.group()).isEqualTo("circuit-explorer");
        return word.results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    private static void isAnswered(Example example, Path folder) {
        List<String> words = new ArrayList<>();
        String before = "";
        for (String word : example.words) {
            boolean written = before.equals("--out") || before.equals("--to");
            boolean read = Files.exists(ROOT.resolve(word));
            words.add(
                    written
                            ? folder.resolve(word).toString()
                            : read ? ROOT.resolve(word).toString() : word);
            before = word;
        }
        CommandRun run = CommandRun.of(words.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> answer = run.out()
                .replace(folder.toString() + folder.getFileSystem().getSeparator(), "")
                .lines()
                .map(DocumentedCommandsTest::plain)
                .toList();
        for (String line : example.lines) {
            if (line.endsWith(CUT)) {
                String start = plain(line.replace(CUT, ""));
                assertThat(answer).anyMatch(whole -> whole.startsWith(start));
            } else if (!line.strip().startsWith(PLACE)) {
                assertThat(answer).contains(plain(line));
            }
        }
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
