package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetMasksTest {
    private static final int MASKS = 200;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 57, 128, 199, 200})
    void theLastOneThatMeetsTheTargetIsFoundInFewSteps(int good) {
        MetMasks masks = new MetMasks();
        for (int i = 0; i < MASKS; i++) masks.add(new float[] {i});
        AtomicInteger measured = new AtomicInteger();
        Optional<Candidate> found = masks.smallest(mask -> {
            measured.incrementAndGet();
            return Optional.of(new Candidate(mask, 0)).filter(c -> mask[0] < good);
        });
        assertThat(found.map(c -> c.mask()[0])).isEqualTo(good == 0 ? Optional.empty() : Optional.of(good - 1f));
        assertThat(measured.get()).isLessThan(20);
    }
}
