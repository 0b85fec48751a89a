package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeSearchTest {
    private static final float[] SCORE = score();
    private static final Ranking RANKING = Ranking.of(SCORE);

    @ParameterizedTest
    @CsvSource({"1, 7", "7, 7", "50, 7", "3, 40", "100, 40", "1, 100"})
    void findsTheSmallestSizeFromAnyGuess(int guess, int needed) {
        MaskLoss objective = mask -> new Candidate(mask, 0).nodes() >= needed ? 0.1 : 0.2;
        assertThat(search().smallest(objective, 0.15, guess)).isEqualTo(needed);
    }

    @Test
    void allNodesWhenNoSizeIsEnough() {
        assertThat(search().smallest(mask -> 1, 0.15, 10)).isEqualTo(100);
        assertThat(search().enough(mask -> 1, 0.15, 10)).isEqualTo(100);
    }

    @Test
    void theTopOfARankingHasTheHighestScores() {
        float[] mask = RANKING.top(30);
        float lowestKept = 1;
        float highestDropped = -1;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0f) lowestKept = Math.min(lowestKept, SCORE[i]);
            else highestDropped = Math.max(highestDropped, SCORE[i]);
        }
        assertThat(new Candidate(mask, 0).nodes()).isEqualTo(30);
        assertThat(lowestKept).isGreaterThanOrEqualTo(highestDropped);
        assertThat(Arrays.stream(RANKING.worstFirst(mask)).allMatch(i -> mask[i] != 0f))
                .isTrue();
        assertThat(SCORE[RANKING.worstFirst(mask)[0]]).isEqualTo(lowestKept);
    }

    private static SizeSearch search() {
        return new SizeSearch(RANKING, RANKING.size(), new CancelToken(), (size, loss) -> {});
    }

    private static float[] score() {
        float[] score = new float[100];
        Random random = new Random(1);
        for (int i = 0; i < score.length; i++) score[i] = 2 * random.nextFloat() - 1;
        return score;
    }
}
