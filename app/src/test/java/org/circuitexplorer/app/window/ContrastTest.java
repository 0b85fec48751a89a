package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.circuitexplorer.viewer.draw.Ink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the window writes is readable on every ground on which it may stand, in all its colours.
final class ContrastTest {
    private static final double READABLE = 4.5;
    private static final Pattern COLOUR = Pattern.compile("(-[a-z-]+): #([0-9a-f]{6});");
    private static final List<String> LETTERS = List.of(
            "-text",
            "-text-muted",
            "-text-faint",
            "-accent",
            "-positive",
            "-negative",
            "-mean",
            "-good",
            "-violet",
            "-color-fg-default",
            "-color-fg-muted",
            "-color-fg-subtle",
            "-color-accent-fg");
    private static final List<String> GROUNDS =
            List.of("-ground", "-panel", "-panel-raised", "-panel-inset", "-chosen", "-flag");

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light", "dark-safe", "light-safe"})
    void lettersAreReadable(String colours) throws IOException {
        Map<String, Ink> inks = new HashMap<>(read(colours.replace("-safe", "")));
        if (colours.endsWith("-safe")) inks.putAll(read(colours));
        for (String letters : LETTERS) {
            for (String ground : GROUNDS) {
                assertThat(Objects.requireNonNull(inks.get(letters)).contrast(Objects.requireNonNull(inks.get(ground))))
                        .as("%s on %s, %s", letters, ground, colours)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
        assertThat(Objects.requireNonNull(inks.get("-on-accent")).contrast(Objects.requireNonNull(inks.get("-accent"))))
                .isGreaterThanOrEqualTo(READABLE);
    }

    private static Map<String, Ink> read(String sheet) throws IOException {
        try (InputStream in = Objects.requireNonNull(Appearance.class.getResourceAsStream(sheet + ".css"))) {
            Map<String, Ink> inks = new HashMap<>();
            for (MatchResult found : COLOUR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .toList()) {
                inks.put(found.group(1), Ink.of(Integer.parseInt(found.group(2), 16)));
            }
            return inks;
        }
    }
}
