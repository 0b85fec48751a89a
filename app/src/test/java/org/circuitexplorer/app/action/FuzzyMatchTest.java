package org.circuitexplorer.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {
    @Test
    void lettersAreFoundInTheirOrder() {
        assertThat(FuzzyMatch.of("sts", "Save the session").orElseThrow().places())
                .containsExactly(0, 5, 9);
        assertThat(FuzzyMatch.of("ZOOM", "Zoom in").orElseThrow().places()).containsExactly(0, 1, 2, 3);
        assertThat(FuzzyMatch.of("fit sel", "Fit the selection").orElseThrow().places())
                .containsExactly(0, 1, 2, 8, 9, 10);
        assertThat(FuzzyMatch.of("xs", "Save the session")).isEmpty();
        assertThat(FuzzyMatch.of("nis", "in")).isEmpty();
        assertThat(FuzzyMatch.of("", "Zoom in").orElseThrow().places()).isEmpty();
    }

    @Test
    void beginningsOfWordsAndNeighboursCount() {
        List<String> names = List.of("Open a session", "Save the session", "Set the node to zero", "Fit the selection");
        assertThat(best("sts", names)).isEqualTo("Save the session");
        assertThat(best("stn", names)).isEqualTo("Set the node to zero");
        assertThat(best("sel", names)).isEqualTo("Fit the selection");
        assertThat(best("os", names)).isEqualTo("Open a session");
    }

    @Test
    void theScoreIsTheBestOfAllWays() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            String text = letters(random, 9);
            String query = letters(random, 3).replace(" ", "");
            double expected = ways(query, text, 0, -2);
            if (query.isEmpty()) continue;
            double found = FuzzyMatch.of(query, text).map(FuzzyMatch::score).orElse(Double.NEGATIVE_INFINITY);
            assertThat(found == Double.NEGATIVE_INFINITY ? found : found + 0.05 * text.length())
                    .as(query + " in " + text)
                    .isEqualTo(expected);
        }
    }

    /// The naive twin: every way to place the rest of the query after a place.
    private static double ways(String query, String text, int q, int before) {
        if (q == query.length()) return 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int t = Math.max(0, before + 1); t < text.length(); t++) {
            if (text.charAt(t) != query.charAt(q)) continue;
            double here = 1 + (t == 0 || text.charAt(t - 1) == ' ' ? 8 : 0) + (t == before + 1 && q > 0 ? 9 : 0);
            best = Math.max(best, here + ways(query, text, q + 1, t));
        }
        return best;
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append("ab ".charAt(random.nextInt(3)));
        return text.toString();
    }

    private static String best(String query, List<String> names) {
        return names.stream()
                .flatMap(n -> FuzzyMatch.of(query, n).map(m -> Map.entry(n, m.score())).stream())
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }
}
