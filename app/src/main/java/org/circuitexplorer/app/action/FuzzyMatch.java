package org.circuitexplorer.app.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where the letters of a query stand in a text, in their order but not necessarily side by side, and how well they
/// fit: letters that follow each other count most, then those at the beginning of words.
///
/// @param places indices of the letters in the text, rising
/// @param score larger is better; only comparable for one query
public record FuzzyMatch(List<Integer> places, double score) {
    private static final double WORD_BEGIN = 8;
    private static final double FOLLOWS = 9;
    private static final double FOUND = 1;
    private static final double PER_LETTER_OF_TEXT = 0.05;
    private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

    public FuzzyMatch {
        places = List.copyOf(places);
    }

    /// The best match, empty when a letter is missing. Spaces in the query do not count.
    public static Optional<FuzzyMatch> of(String query, String text) {
        String wanted = query.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        String letters = text.toLowerCase(Locale.ROOT);
        if (letters.length() != text.length() || wanted.length() > letters.length()) return Optional.empty();
        if (wanted.isEmpty()) return Optional.of(new FuzzyMatch(List.of(), 0));
        double[][] best = new double[wanted.length()][letters.length()];
        int[][] from = new int[wanted.length()][letters.length()];
        for (int q = 0; q < wanted.length(); q++) fill(q, wanted, letters, best, from);
        int last = wanted.length() - 1;
        int end = 0;
        for (int t = 1; t < letters.length(); t++) if (best[last][t] > best[last][end]) end = t;
        if (best[last][end] == IMPOSSIBLE) return Optional.empty();
        return Optional.of(
                new FuzzyMatch(trace(from, last, end), best[last][end] - PER_LETTER_OF_TEXT * text.length()));
    }

    /// Scores of letter `q` at every place, from those of the letter before.
    private static void fill(int q, String wanted, String letters, double[][] best, int[][] from) {
        double before = q == 0 ? 0 : IMPOSSIBLE;
        int beforeAt = -1;
        for (int t = 0; t < letters.length(); t++) {
            if (q > 0 && t > 0 && best[q - 1][t - 1] > before) {
                before = best[q - 1][t - 1];
                beforeAt = t - 1;
            }
            best[q][t] = IMPOSSIBLE;
            if (wanted.charAt(q) != letters.charAt(t) || before == IMPOSSIBLE) continue;
            double here = FOUND + (beginsWord(letters, t) ? WORD_BEGIN : 0);
            double side = q > 0 && t > 0 ? best[q - 1][t - 1] + FOLLOWS : IMPOSSIBLE;
            best[q][t] = here + Math.max(before, side);
            from[q][t] = side >= before ? t - 1 : beforeAt;
        }
    }

    private static List<Integer> trace(int[][] from, int last, int end) {
        List<Integer> places = new ArrayList<>();
        int at = end;
        for (int q = last; q >= 0; q--) {
            places.addFirst(at);
            at = from[q][at];
        }
        return places;
    }

    private static boolean beginsWord(String letters, int at) {
        return at == 0 || !Character.isLetterOrDigit(letters.charAt(at - 1));
    }
}
