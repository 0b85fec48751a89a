package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Replacing, keeping only, scaling and setting values gives the reference's logits.
class GoldenInterventionTest {
    static Stream<String> models() {
        return Golden.WITH_INTERVENTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyInterventionAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        JsonNode list = new ObjectMapper()
                .readTree(Golden.path(name).resolve("interventions.json").toFile())
                .get("interventions");
        assertThat(list).hasSizeGreaterThan(10);
        ModelConfig config = golden.model().config();
        Site end = new Site(config.layers(), SiteKind.FINAL_RESID);
        try (SafetensorsReader tensors = golden.tensors("interventions.safetensors");
                Workers workers = new Workers(2)) {
            ForwardPass pass = new ForwardPass(golden.model(), workers);
            for (JsonNode entry : list) {
                TokenBatch batch =
                        Golden.batch(Golden.tensor(tensors, entry.get("tokens").asText()));
                List<Intervention> operations = new ArrayList<>();
                for (JsonNode op : entry.get("ops")) operations.add(operation(op, config, tensors));
                Activations found = pass.run(batch, Interventions.of(operations), Set.of(end), LogitsAt.ALL);
                String what = entry.get("name").asText();
                Golden.assertClose(
                        what + " logits",
                        found.requireLogits().toRowMajor(),
                        Golden.tensor(tensors, entry.get("logits").asText()).floats(),
                        golden.logitLimit());
                Golden.assertClose(
                        what + " final_resid",
                        found.at(end).toRowMajor(),
                        Golden.tensor(tensors, entry.get("final_resid").asText())
                                .floats(),
                        golden.hookLimit());
            }
        }
    }

    private static Intervention operation(JsonNode op, ModelConfig config, SafetensorsReader tensors)
            throws ModelFormatException {
        Site site = Site.parse(op.get("location").asText(), config.layers()).orElseThrow();
        int[] channels = ints(op.has("channels") ? op.get("channels") : op.get("channel"));
        return switch (op.get("op").asText()) {
            case "replace" -> Intervention.replace(site, channels, floats(op.get("values"), channels.length));
            case "keep_only" -> {
                int[] others = IntStream.range(0, config.width(site.kind()))
                        .filter(c -> Arrays.stream(channels).noneMatch(kept -> kept == c))
                        .toArray();
                float[] mean = Golden.tensor(tensors, "mean." + site.name()).floats();
                float[] values = new float[others.length];
                for (int i = 0; i < others.length; i++) values[i] = mean[others[i]];
                yield Intervention.replace(site, others, values);
            }
            case "scale" ->
                Intervention.everywhere(
                        site, channels, floats(op.get("factor"), channels.length), new float[channels.length]);
            case "set_at_positions" ->
                new Intervention(
                        site,
                        channels,
                        new float[channels.length],
                        floats(op.get("value"), channels.length),
                        ints(op.get("positions")));
            default -> throw new AssertionError(op);
        };
    }

    private static int[] ints(JsonNode node) {
        if (!node.isArray()) return new int[] {node.asInt()};
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    private static float[] floats(JsonNode node, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (node.isArray() ? node.get(i) : node).asDouble();
        }
        return values;
    }
}
