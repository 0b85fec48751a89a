package org.circuitexplorer.viewer.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

final class WordingTest {
    @Test
    void numbersStandAsTheyAre() {
        assertEquals("12345 nodes", Wording.text("circuit.nodes", 12_345));
        assertEquals("1234567 nodes", Wording.text("circuit.nodes", 1_234_567L));
        assertEquals("loss 0.150", Wording.text("circuit.loss", "0.150"));
    }

    @Test
    void apostrophesAndBracesAreKept() {
        assertEquals("The model's loss is 0.1, 99 % right.", Wording.text("tasks.loss", "0.1", "99"));
        assertEquals("The lecture's steps", Wording.text("lecture.editor"));
        assertEquals("P( {'} )", Wording.text("lecture.probability", "{'}"));
        assertTrue(Wording.text("rule.hint").contains("/print\\(['\"]/"));
    }

    @Test
    void doesNotFollowTheMachinesLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("1500 tasks", Wording.text("prune.tasks.several", 1500));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void missingKeysAreErrors() {
        assertThrows(MissingResourceException.class, () -> Wording.text("no.such.key"));
    }
}
