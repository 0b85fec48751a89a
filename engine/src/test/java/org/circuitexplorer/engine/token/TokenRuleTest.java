package org.circuitexplorer.engine.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenRuleTest {
    private static final List<String> PROMPT = List.of("print", "('", "a", "')", "\n", "print", "(\"", "b");

    @Test
    void aMatchEndsWithItsTokenAndSeesWhatWentBefore() {
        assertThat(where("/print\\(['\"]/")).containsExactly(1, 6);
        assertThat(where("/\\('.*/")).containsExactly(1, 2, 3);
        assertThat(where("/(?s)\\('.*\\(\"b/")).containsExactly(7);
        assertThat(where("/^print/")).containsExactly(0);
        assertThat(where("/pri/")).isEmpty();
        assertThat(where("/a|b/")).containsExactly(2, 7);
    }

    @Test
    void aSetHoldsAtItsTokens() {
        assertThat(where("('  (\"")).containsExactly(1, 6);
        assertThat(where("\\n")).containsExactly(4);
        assertThat(TokenRule.parse("a\\sb \\\\n")).isEqualTo(new TokenRule.Tokens(new TreeSet<>(Set.of("\\n", "a b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a+b/", "x", "\\s\\n \\\\ y", "/ /", "/a/b/"})
    void whatIsWrittenIsReadBack(String written) {
        TokenRule rule = TokenRule.parse(written);
        assertThat(TokenRule.parse(rule.written())).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(/", "/a)(b/", "/\\Qx/", "/[/", "", "   ", "//"})
    void whatIsNoRuleIsRefused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRule.parse(written))
                .withMessageStartingWith("expected");
    }

    @Test
    void anExpressionThatWouldRunForEverIsStopped() {
        List<String> text = new ArrayList<>(Collections.nCopies(200, "a"));
        text.add("!");
        assertThatExceptionOfType(SlowRuleException.class)
                .isThrownBy(() -> reader("/(x+x+)+\\1y/", new CancelToken()).holds(List.of("x".repeat(60))))
                .withMessageContaining("takes too much work");
        assertThat(reader("/a+!/", new CancelToken()).holds(text)[200]).isTrue();
    }

    @Test
    void anExpressionTooDeepForTheTextIsStopped() {
        assertThatExceptionOfType(SlowRuleException.class)
                .isThrownBy(() -> reader("/(a|b)*c/", new CancelToken()).holds(List.of("ab".repeat(200_000))))
                .withMessageContaining("too deep");
    }

    @Test
    void aCancelledReaderStops() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> reader("/x*x*x*y/", cancel).holds(List.of("x".repeat(300), "x")));
    }

    @Test
    void aScoreIsPrecisionRecallAndTheirHarmonicMean() {
        RuleScore score = new RuleScore(0, 100, 20, 10, 5);
        assertThat(score.precision()).isEqualTo(0.5);
        assertThat(score.recall()).isEqualTo(0.25);
        assertThat(score.f1()).isEqualTo(1 / 3.0);
        assertThat(new RuleScore(0, 100, 0, 0, 0).f1()).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> new RuleScore(0, 100, 5, 10, 6));
    }

    private static List<Integer> where(String rule) {
        boolean[] holds = reader(rule, new CancelToken()).holds(PROMPT);
        List<Integer> places = new ArrayList<>();
        for (int t = 0; t < holds.length; t++) if (holds[t]) places.add(t);
        return places;
    }

    private static RuleReader reader(String rule, CancelToken cancel) {
        return new RuleReader(TokenRule.parse(rule), cancel);
    }
}
