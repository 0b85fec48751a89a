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
        assertThatThrownBy(() -> new SearchSettings(1, 0.3, 0, 200, -1, 0.5))
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
    void everySettingIsChangedByItsName() {
        PruneSettings.DEFAULT.toMap().forEach((name, value) -> {
            double other = value == PruneSettings.range(name).least()
                    ? PruneSettings.range(name).most()
                    : PruneSettings.range(name).least();
            PruneSettings changed = PruneSettings.DEFAULT.withSeed(7).with(name, other);
            assertThat(changed.toMap()).containsEntry(name, other);
            assertThat(changed.seed()).isEqualTo(7);
            assertThat(changed.with(name, value)).isEqualTo(PruneSettings.DEFAULT.withSeed(7));
        });
        assertThatThrownBy(() -> PruneSettings.DEFAULT.with("kicks", 1.5))
                .hasMessage("kicks: expected a whole number, found 1.5");
        assertThatThrownBy(() -> PruneSettings.DEFAULT.with("kick", 1))
                .hasMessageStartingWith("kick: expected one of [aim, attribution, batchPairs,");
    }

    @Test
    void trainingAimsBelowTheTarget() {
        assertThat(PruneSettings.DEFAULT.trainingTarget()).isLessThan(0.15).isGreaterThan(0.1);
        assertThat(PruneSettings.DEFAULT.withTargetLoss(1e-3).trainingTarget()).isPositive();
    }
}
