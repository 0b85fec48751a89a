package org.circuitexplorer.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitRowTest extends StudyOfTheSample {
    /// Where all effects are small they are still told apart.
    @ParameterizedTest
    @CsvSource({
        "1.083, -0.001, 1.08, 0.00",
        "0.05, -0.02, 0.05, -0.02",
        "0.0312, 0.004, 0.031, 0.004",
        "0.0031, -0.00001, 0.0031, 0.0000",
        "0.00004, 0, 0.0000, 0.0000"
    })
    void effectsAreWrittenAsFinelyAsTheLargestNeeds(double largest, double other, String first, String second) {
        ModelConfig config = study.entry().orElseThrow().model().config();
        List<NodeId> nodes = Stream.of("0.mlp.post_act.1", "0.mlp.post_act.2")
                .map(name -> NodeId.parse(name, config).orElseThrow())
                .toList();
        Circuit circuit = Circuit.of(nodes)
                .withInfo(nodes.getFirst(), info -> info.withEffect(largest))
                .withInfo(nodes.getLast(), info -> info.withEffect(other));
        List<CircuitRow> rows = CircuitRow.of(circuit, Ablations.NONE, config, new TaskTokens(List.of(), List.of()));
        assertThat(rows.stream().flatMap(row -> row.children().stream()).map(CircuitRow::figure))
                .containsExactly(first, second);
    }
}
