package org.circuitexplorer.viewer.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;

final class LayoutsTest {
    private final Layouts layouts = new Layouts();

    @Test
    void whatStandsAsBeforeIsNotLaidOutAgain() {
        GraphLayout first = layouts.of(SamplePictures.quotes().structure());
        assertThat(first).isEqualTo(LayeredLayout.of(SamplePictures.quotes()));
        assertThat(layouts.of(SamplePictures.quotes().structure())).isSameAs(first);
    }

    @Test
    void whatWasNotAskedForInAWhileIsForgotten() {
        CircuitPicture once = SamplePictures.quotes().structure();
        GraphLayout first = layouts.of(once);
        for (int seed = 1; seed <= 8; seed++) {
            layouts.of(SamplePictures.random(3, 4, 6, seed).structure());
        }
        assertThat(layouts.of(once)).isNotSameAs(first).isEqualTo(first);
    }
}
