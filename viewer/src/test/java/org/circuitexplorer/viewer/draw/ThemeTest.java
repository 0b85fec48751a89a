package org.circuitexplorer.viewer.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ThemeTest {
    static Stream<Theme> themes() {
        return Stream.of(Theme.DARK, Theme.LIGHT, Theme.DARK.colourBlindSafe(), Theme.LIGHT.colourBlindSafe());
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textIsReadableOnEveryGround(Theme theme) {
        for (Ink ground : List.of(theme.background(), theme.band(), theme.panel(), theme.surface())) {
            assertThat(theme.text().contrast(ground)).isGreaterThanOrEqualTo(7);
            assertThat(theme.faintText().contrast(ground)).isGreaterThanOrEqualTo(4.5);
            for (Ink ink : List.of(
                    theme.amber(), theme.positive(), theme.negative(), theme.accent(), theme.good(), theme.violet())) {
                assertThat(ink.contrast(ground)).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textOnAnyFillIsReadable(Theme theme) {
        for (int part = 0; part <= 10; part++) {
            for (Ink tint : List.of(theme.accent(), theme.positive(), theme.amber(), theme.good(), theme.violet())) {
                Ink fill = theme.fill(tint, part / 10.0);
                assertThat(theme.text().contrast(fill)).isGreaterThanOrEqualTo(4.5);
            }
        }
    }
}
