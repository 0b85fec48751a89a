package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.io.VizData.EdgeTable;
import org.circuitexplorer.engine.io.VizData.TaskSamples;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.junit.jupiter.api.Test;

class VizDataReaderTest {
    private static ModelConfig model() throws Exception {
        return ModelConfigReader.read(Fixture.path("a_csp2/beeg_config.json")).model();
    }

    private static VizData data() throws Exception {
        return VizDataReader.read(Fixture.path("viz/viz_data.pt"), model());
    }

    private static JsonNode dump() throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(Fixture.path("viz/viz_dump.json").toFile());
    }

    private static Site site(String name) throws Exception {
        return Site.parse(name, model().layers()).orElseThrow();
    }

    @Test
    void theCircuitIsTheOneDumped() throws Exception {
        VizData data = data();

        for (Map.Entry<String, JsonNode> entry : dump().get("circuit_data").properties()) {
            List<Integer> channels = new ArrayList<>();
            entry.getValue().forEach(c -> channels.add(c.intValue()));
            assertThat(data.circuit().get(site(entry.getKey()))).containsExactly(channels.toArray(Integer[]::new));
        }
        assertThat(data.circuit()).hasSize(24);
        assertThat(data.totalNodes()).isEqualTo(2112);
        assertThat(data.settings()).containsEntry("k", "77").containsEntry("method", "synthetic");
        assertThat(data.history()).hasSize(10);
    }

    @Test
    void lossesAreMeansOverPrompts() throws Exception {
        VizData data = data();
        JsonNode dump = dump();

        assertThat(data.modelLoss()).isCloseTo(dump.get("mean_loss_full_model").doubleValue(), within(1e-6));
        assertThat(data.circuitLoss()).isCloseTo(dump.get("mean_loss_circuit").doubleValue(), within(1e-6));
        assertThat(data.history().getLast().loss()).isCloseTo(data.circuitLoss(), within(1e-6));
        assertThat(data.ablatedBlockLoss().get("0.mlp"))
                .isEqualTo(dump.get("layer_interv_losses").get("0.mlp").doubleValue());
        assertThat(data.ablatedLoss().get(new NodeId(site("0.attn.q"), 24)))
                .isEqualTo(dump.get("ch_interv_losses").get("0.attn.q").get(1).doubleValue() / 2);
        assertThat(data.ablatedLoss()).hasSize(77);
    }

    @Test
    void tablesKnowTheirBias() throws Exception {
        JsonNode dumped = dump().get("pair_data_connections");
        List<EdgeTable> tables = data().connections();

        assertThat(tables).hasSameSizeAs(data().importances()).hasSize(dumped.size());
        for (int i = 0; i < tables.size(); i++) {
            JsonNode values = dumped.get(i).get(0).get("values");
            assertThat(tables.get(i).source().name())
                    .isEqualTo(dumped.get(i).get(3).get(0).textValue());
            for (int j = 0; j < values.size(); j++) {
                assertThat(tables.get(i).values()[j]).isEqualTo(values.get(j).floatValue());
            }
        }
        assertThat(tables.get(3).sources()).containsExactly(0, 22, 31, 51, EdgeTable.BIAS);
    }

    @Test
    void samplesAndPromptsAreThere() throws Exception {
        VizData data = data();
        TaskSamples task = data.taskSamples().orElseThrow();
        JsonNode tokens = dump().get("task_tokens");

        assertThat(data.samples()).hasSize(77);
        assertThat(data.samples().values()).allSatisfy(list -> assertThat(list).hasSize(4 * 2 * 2));
        assertThat(task.length()).isEqualTo(28);
        for (int i = 0; i < task.tokens().length; i++) {
            assertThat(task.tokens()[i])
                    .isEqualTo(tokens.get(i / 28).get(i % 28).intValue());
        }
        assertThat(task.activations()).hasSize(77);
    }

    @Test
    void aCircuitOfAnotherModelIsRefused() throws Exception {
        ModelConfig other =
                ModelConfigReader.read(Fixture.path("b_csp1/beeg_config.json")).model();

        assertThatThrownBy(() -> VizDataReader.read(Fixture.path("viz/viz_data.pt"), other))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("viz_data.pt: circuit_data.");
    }

    @Test
    void aPlainCheckpointIsNoCircuit() {
        assertThatThrownBy(() -> VizDataReader.read(Fixture.path("bad/good/final_model.pt"), model()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("final_model.pt: content: the key \"circuit_data\" is missing");
    }
}
