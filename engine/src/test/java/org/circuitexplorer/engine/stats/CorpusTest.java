package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
    @Test
    void sequencesCoverEveryTokenOnce() {
        Corpus corpus = new Corpus(IntStream.range(0, 10).toArray(), 4);
        assertThat(corpus.sequences()).isEqualTo(3);
        assertThat(corpus.sequence(0)).containsExactly(0, 1, 2, 3);
        assertThat(corpus.sequence(2)).containsExactly(8, 9);
        assertThat(corpus.sequenceAt(7)).isEqualTo(1);
        assertThat(new Corpus(new int[8], 4).sequences()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 64, 97, 3015})
    void scanOrderVisitsEverySequenceOnce(int sequences) {
        int[] order = new Corpus(new int[sequences], 1).scanOrder();
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, sequences).toArray());
    }

    @Test
    void scanOrderBeginsSpreadOverTheCorpus() {
        int[] order = new Corpus(new int[1000], 1).scanOrder();
        int inFirstTenth =
                (int) Arrays.stream(order, 0, 100).filter(s -> s < 100).count();
        assertThat(inFirstTenth).isBetween(8, 12);
    }

    @Test
    void anEmptyCorpusIsRefused() {
        assertThatThrownBy(() -> new Corpus(new int[0], 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one token");
    }
}
