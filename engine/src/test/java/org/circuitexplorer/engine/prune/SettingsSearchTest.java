package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSearchTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final PruneSettings BASE = PruneSettings.DEFAULT.withSeed(4);

    private static Trial trial(int number, boolean reached, int nodes, int used, double loss, Integer... milestones) {
        return new Trial(
                number,
                4 + number,
                TrialSettings.of(BASE, number).toMap(),
                false,
                reached,
                nodes,
                used + 3,
                used,
                loss,
                Arrays.asList(milestones));
    }

    @Test
    void trialsBeginWithTheDefaultsAndThePublishedCentresAndAreTheSameForASeed() {
        assertThat(TrialSettings.of(BASE, 0)).isEqualTo(BASE);
        MaskSettings centres = TrialSettings.of(BASE, 1).mask();
        assertThat(centres.learningRate()).isEqualTo(3e-3);
        assertThat(centres.nodePrice()).isEqualTo(1e-4);
        assertThat(centres.initialNoise()).isEqualTo(1e-2);
        assertThat(centres.weightDecay()).isEqualTo(1e-3);
        assertThat(centres.beta2()).isEqualTo(0.95);
        Set<MaskSettings> drawn = new HashSet<>();
        for (int number = 2; number < 60; number++) {
            PruneSettings settings = TrialSettings.of(BASE, number);
            assertThat(settings).isEqualTo(TrialSettings.of(BASE, number));
            assertThat(settings.seed()).isEqualTo(4 + number);
            assertThat(settings.targetLoss()).isEqualTo(BASE.targetLoss());
            assertThat(settings.mask().learningRate()).isBetween(3e-4, 3e-2);
            assertThat(settings.mask().temperature()).isBetween(1.0 / 3, 3.0);
            drawn.add(settings.mask());
        }
        assertThat(drawn).hasSize(58);
    }

    @Test
    void aTrialWorseThanTheMedianIsStoppedButNotOneOfTheFirst() {
        List<Trial> before = new ArrayList<>();
        assertThat(new MedianStopping(before).reached(1000)).isFalse();
        for (int nodes : new int[] {50, 80, 60}) before.add(trial(before.size(), true, 9, 9, 0.1, nodes, nodes / 2));
        MedianStopping poor = new MedianStopping(before);
        assertThat(poor.reached(60)).isFalse();
        assertThat(poor.reached(31)).isTrue();
        assertThat(poor.milestones()).containsExactly(60, 31);
        assertThat(new MedianStopping(before).reached(61)).isTrue();
        before.set(0, trial(0, true, 9, 9, 0.1, 50));
        MedianStopping few = new MedianStopping(before);
        assertThat(few.reached(55)).isFalse();
        assertThat(few.reached(1000)).isFalse();
    }

    @Test
    void theBestTrialMeetsTheTargetThenIsSmallest() {
        List<Trial> trials = List.of(
                trial(0, false, 5, 5, 0.4),
                trial(1, true, 20, 18, 0.14),
                trial(2, true, 21, 16, 0.14),
                trial(3, true, 19, 18, 0.13));
        assertThat(SettingsSearch.best(trials).orElseThrow().number()).isEqualTo(3);
        assertThat(SettingsSearch.best(List.of())).isEmpty();
        assertThat(trial(4, true, 19, 18, 0.12).isBetterThan(trial(3, true, 19, 18, 0.13)))
                .isTrue();
        assertThat(trial(0, false, 5, 5, 0.4).isBetterThan(trial(1, true, 20, 18, 0.14)))
                .isFalse();
    }

    @Test
    void aJournalIsReadBackAndOnlyByItsOwnSearch(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.circuit.json.search.json");
        SearchJournal begun = new SearchJournal(SHA, SHA, BASE.toMap(), BASE.seed(), List.of());
        assertThat(SearchJournal.readOrBegin(file, begun)).isEqualTo(begun);
        SearchJournal journal = begun.with(trial(0, true, 20, 18, 0.14, 80, 30)).with(trial(1, false, 3, 1, 0.6));
        journal.write(file);
        assertThat(SearchJournal.readOrBegin(file, begun)).isEqualTo(journal);

        refused(file, new SearchJournal(SHA, SHA, BASE.toMap(), 9, List.of()), "seed: expected 9");
        refused(file, new SearchJournal("0".repeat(64), SHA, BASE.toMap(), 4, List.of()), "model: expected 0000");
        TreeMap<String, Double> others = new TreeMap<>(BASE.toMap());
        others.put("steps", 1.0);
        refused(file, new SearchJournal(SHA, SHA, others, 4, List.of()), "settings: expected those");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"number\" : 1", "\"number\" : 2"));
        refused(file, begun, "expected trial 1, found 2");
        Files.writeString(file, text.substring(0, text.length() / 2));
        refused(file, begun, "JSON");
    }

    private static void refused(Path file, SearchJournal expected, String sentence) {
        assertThatThrownBy(() -> SearchJournal.readOrBegin(file, expected))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(sentence);
    }
}
