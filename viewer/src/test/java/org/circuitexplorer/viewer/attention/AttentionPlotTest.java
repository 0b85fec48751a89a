package org.circuitexplorer.viewer.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.circuitexplorer.viewer.attention.AttentionPlot.Place;
import org.circuitexplorer.viewer.attention.AttentionView.Pattern;
import org.circuitexplorer.viewer.draw.RecordingPen;
import org.circuitexplorer.viewer.draw.Theme;
import org.junit.jupiter.api.Test;

final class AttentionPlotTest {
    private static final List<String> TOKENS = List.of("print", "(\"", "x");
    private static final Pattern DATA =
            new Pattern(TOKENS, new float[][] {{0.5f}, {0.2f, 0.7f}, {0, 0.94f, 0.01f}}, false);
    private static final Place NOWHERE = new Place(-1, -1);

    @Test
    void drawsTheLowerTriangleAndTheSink() {
        RecordingPen pen = new RecordingPen();
        new AttentionPlot(DATA, 200, 100).paint(pen, Theme.DARK, NOWHERE, NOWHERE);
        assertThat(pen.fills()).hasSize(6 + 3);
        assertThat(pen.texts()).containsExactlyInAnyOrder("print", "(\"", "x", "sink");
        assertThat(DATA.sink(2)).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void cellsAreFoundInsideTheTriangleOnly() {
        AttentionPlot plot = new AttentionPlot(DATA, 400, 400);
        double cell = 26;
        double left = cell + 6;
        assertThat(plot.at(left + 1.5 * cell, 16 + 2.5 * cell)).isEqualTo(new Place(2, 1));
        assertThat(plot.at(left + 2.5 * cell, 16 + 1.5 * cell)).isEqualTo(NOWHERE);
        assertThat(plot.at(3, 16 + 0.5 * cell)).isEqualTo(new Place(0, -1));
    }

    @Test
    void signedContributionsHaveNoSinkAndTwoColours() {
        Pattern signed = new Pattern(TOKENS, new float[][] {{1}, {-2, 0}, {0.5f, 1, 0}}, true);
        RecordingPen pen = new RecordingPen();
        new AttentionPlot(signed, 200, 100).paint(pen, Theme.DARK, NOWHERE, NOWHERE);
        assertThat(pen.texts()).doesNotContain("sink");
        assertThat(pen.fills()).anyMatch(f -> f.ink().equals(Theme.DARK.negative()));
    }

    @Test
    void rowsMustFitTheTokens() {
        assertThatThrownBy(() -> new Pattern(TOKENS, new float[][] {{1}}, false))
                .hasMessage("expected 3 rows, found 1");
        assertThatThrownBy(() -> new Pattern(TOKENS, new float[][] {{1}, {1}, {1, 1, 1}}, false))
                .hasMessage("row 1 has no key 1");
    }
}
