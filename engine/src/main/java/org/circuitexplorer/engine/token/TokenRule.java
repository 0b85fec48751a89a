package org.circuitexplorer.engine.token;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Says at which tokens of a text something is expected. Written by people, possibly strangers: a rule may be
/// any regular expression, so that whoever applies it limits its work ([RuleReader]).
public sealed interface TokenRule {
    /// Most letters of an expression, most tokens of a set.
    int LONGEST = 1000;

    /// Holds at a token when a match of a regular expression ends with it; what follows the token is not seen.
    record Expression(String pattern) implements TokenRule {
        public Expression {
            if (pattern.isEmpty() || pattern.length() > LONGEST) {
                throw new IllegalArgumentException("expected a regular expression of 1 to " + LONGEST
                        + " letters, found one of " + pattern.length());
            }
            try {
                Pattern.compile(pattern);
                ending(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "expected a regular expression, found " + pattern + ": " + e.getDescription(), e);
            }
        }

        /// The pattern, its match ending where the text that is seen ends.
        Pattern ending() {
            return ending(pattern);
        }

        private static Pattern ending(String pattern) {
            return Pattern.compile("(?:" + pattern + ")\\z");
        }

        @Override
        public String written() {
            return "/" + pattern + "/";
        }
    }

    /// Holds at every one of these tokens.
    ///
    /// @param texts the tokens' texts, at least one
    record Tokens(SortedSet<String> texts) implements TokenRule {
        public Tokens {
            texts = Collections.unmodifiableSortedSet(new TreeSet<>(texts));
            if (texts.isEmpty() || texts.size() > LONGEST || texts.contains("")) {
                throw new IllegalArgumentException(
                        "expected 1 to " + LONGEST + " tokens, none of them empty, found " + texts.size());
            }
        }

        @Override
        public String written() {
            StringBuilder written = new StringBuilder();
            for (String text : texts) {
                if (!written.isEmpty()) written.append(' ');
                written.append(text.replace("\\", "\\\\")
                        .replace(" ", "\\s")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t"));
            }
            return written.toString();
        }
    }

    /// The rule as a person writes it: `/expression/`, or tokens between spaces, a token's own white space
    /// written as `\s` (space), `\n`, `\r` and `\t`, and its backslashes as two.
    String written();

    /// A rule that a person wrote.
    ///
    /// @throws IllegalArgumentException when it is none
    static TokenRule parse(String written) {
        String text = written.strip();
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return new Expression(text.substring(1, text.length() - 1));
        }
        SortedSet<String> texts = new TreeSet<>();
        for (String word : List.of(text.split("\\s+"))) texts.add(unescaped(word));
        return new Tokens(texts);
    }

    private static String unescaped(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '\\' || i + 1 == word.length()) {
                text.append(c);
                continue;
            }
            char next = word.charAt(++i);
            text.append(
                    switch (next) {
                        case 's' -> " ";
                        case 'n' -> "\n";
                        case 'r' -> "\r";
                        case 't' -> "\t";
                        case '\\' -> "\\";
                        default -> "\\" + next;
                    });
        }
        return text.toString();
    }
}
