package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PruneSettingsTest {
    @Test
    void aValueOutsideItsRangeIsRefusedByName() {
        assertThatThrownBy(() -> PruneSettings.DEFAULT.withTargetLoss(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("targetLoss: expected a value from 1.0E-6 to 100.0, found NaN");
        assertThatThrownBy(() -> new SearchSettings(0.3, 0, 200, -1, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kicks: expected a value from 0.0");
    }

    @Test
    void theMapNamesEverySetting() {
        int components = PruneSettings.class.getRecordComponents().length
                - 3 // the seed and the two groups
                + MaskSettings.class.getRecordComponents().length
                + SearchSettings.class.getRecordComponents().length;
        assertThat(PruneSettings.DEFAULT.toMap()).hasSize(components).containsEntry("targetLoss", 0.15);
    }

    @Test
    void trainingAimsBelowTheTarget() {
        assertThat(PruneSettings.DEFAULT.trainingTarget()).isLessThan(0.15).isGreaterThan(0.1);
        assertThat(PruneSettings.DEFAULT.withTargetLoss(1e-3).trainingTarget()).isPositive();
    }
}
