package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.circuit.PairLosses;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.junit.jupiter.api.Test;

/// Tokens and answers as nodes of a circuit that is shown.
final class CircuitEndsTest extends StudyOfTheSample {
    @Test
    void theGraphShowsTheTokensThatTheCircuitNeeds() {
        TaskEntry entry = study.entry().orElseThrow();
        CircuitDocument plain = entry.circuit().orElseThrow();
        CircuitPicture before = entry.picture();
        List<Integer> differing = entry.tokens().inputs();
        assertThat(differing).hasSizeGreaterThan(1);

        List<Integer> needed = differing.subList(0, 1);
        List<Integer> answers = entry.tokens().answers();
        float[] elsewhere =
                new float[entry.model().transformer().tokenEmbedding().columns()];
        int edges = CircuitEnds.weights(entry.model().transformer(), plain.circuit(), needed, answers);
        CircuitEnds ends =
                new CircuitEnds(needed, answers, edges, elsewhere, new PairLosses(new TreeMap<>(), new TreeMap<>()));
        entry.circuitProperty().set(Optional.of(plain.withEnds(ends)));

        assertThat(entry.tokens().inputs()).isEqualTo(needed);
        assertThat(tokens(entry.picture()))
                .containsExactly(entry.model().tokenText(needed.getFirst()))
                .isNotEqualTo(tokens(before));

        entry.circuitProperty().set(Optional.of(plain));
        assertThat(tokens(entry.picture())).isEqualTo(tokens(before));
    }

    private static List<String> tokens(CircuitPicture picture) {
        return picture.nodes().stream()
                .filter(node -> node.shape() == NodeShape.TOKEN)
                .map(PictureNode::text)
                .toList();
    }
}
