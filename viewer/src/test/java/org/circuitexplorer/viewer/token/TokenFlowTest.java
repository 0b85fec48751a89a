package org.circuitexplorer.viewer.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenFlowTest {
    private final List<HeatToken> tokens = Stream.of("print", "(\"", " a", "\n", "x")
            .map(t -> new HeatToken(t, 1))
            .toList();

    @Test
    void linesBreakAfterALineEndAndWhereTheWidthEnds() {
        TokenFlow wide = TokenFlow.of(tokens, 500);
        assertThat(wide.cells().get(3).y()).isZero();
        assertThat(wide.cells().get(4).y()).isEqualTo(TokenFlow.LINE);
        TokenFlow narrow = TokenFlow.of(tokens, 50);
        assertThat(narrow.cells().get(1).y()).isEqualTo(TokenFlow.LINE);
        assertThat(narrow.height()).isGreaterThan(wide.height());
    }

    @Test
    void everyTokenIsFoundWhereItLies() {
        TokenFlow flow = TokenFlow.of(tokens, 500);
        for (int i = 0; i < tokens.size(); i++) {
            TokenFlow.Cell cell = flow.cells().get(i);
            assertThat(flow.tokenAt(cell.x() + 1, cell.y() + 1)).hasValue(i);
        }
        assertThat(flow.tokenAt(499, 1)).isEmpty();
    }

    @Test
    void whatCannotBeSeenIsMadeVisible() {
        assertThat(VisibleText.of(" in x ")).isEqualTo("␣in x␣");
        assertThat(VisibleText.of("')\n")).isEqualTo("')⏎");
        assertThat(VisibleText.of("   ")).isEqualTo("␣␣␣");
        assertThat(VisibleText.of("\t")).isEqualTo("⇥");
        assertThat(VisibleText.of("")).isEqualTo("∅");
    }
}
