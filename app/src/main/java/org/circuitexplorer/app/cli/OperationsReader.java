package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.TensorFile;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Intervention;

/// Reads one entry of an `interventions.json`: operations that act together in one pass.
///
/// `replace` sets channels to values, `keep_only` sets all other channels to `mean.<location>`, `scale` multiplies
/// channels by a factor, `add` adds an amount to them, `set_at_positions` sets channels to a value at positions of
/// every
/// sequence, `resample` takes channels from other sequences: those of a tensor of tokens, or drawn from the corpus.
final class OperationsReader {
    private static final int MOST_BYTES = 1 << 26;

    private final ModelConfig config;
    private final TensorFile tensors;

    /// @param tensors holds the means and tokens that entries name
    OperationsReader(ModelConfig config, TensorFile tensors) {
        this.config = config;
        this.tensors = tensors;
    }

    /// @param tokensKey name of the tensor that holds the entry's tokens
    record Operations(String tokensKey, List<Operation> all) {
        Operations {
            all = List.copyOf(all);
        }
    }

    Operations read(Path file, String name) throws IOException, ModelFormatException, InputException {
        List<JsonFields> entries = JsonFields.read(file, MOST_BYTES).objects("interventions");
        List<String> names = new ArrayList<>();
        for (JsonFields entry : entries) {
            names.add(entry.text("name"));
            if (!names.getLast().equals(name)) continue;
            List<Operation> all = new ArrayList<>();
            for (JsonFields operation : entry.objects("ops")) all.add(operation(operation));
            return new Operations(entry.text("tokens"), all);
        }
        String known = names.stream().collect(Collectors.joining(", "));
        throw new InputException(file.getFileName() + ": there is no entry " + name + ", expected one of " + known);
    }

    private Operation operation(JsonFields op) throws ModelFormatException {
        if (!op.text("op").equals("resample")) return new Operation.Fixed(intervention(op));
        Site site = site(op);
        int[] channels = integers(op, "channels", config.width(site.kind()));
        return op.has("seed")
                ? new Operation.FromCorpus(site, channels, op.integer("seed"))
                : new Operation.FromSequences(
                        site,
                        channels,
                        Tensors.require(tensors, op.text("tokens")).intRows());
    }

    private Site site(JsonFields op) throws ModelFormatException {
        String location = op.text("location");
        return Site.parse(location, config.layers())
                .orElseThrow(() -> op.problem("location", "the model has no location " + location));
    }

    private Intervention intervention(JsonFields op) throws ModelFormatException {
        Site site = site(op);
        int width = config.width(site.kind());
        int[] channels = integers(op, "channels", width);
        float[] zeros = new float[channels.length];
        String kind = op.text("op");
        return switch (kind) {
            case "replace" -> replace(op, site, channels);
            case "keep_only" -> keepOnly(site, channels, Tensors.floats(tensors, "mean." + site.name(), width));
            case "scale" -> Intervention.everywhere(site, channels, filled(channels, op.float32("factor")), zeros);
            case "add" ->
                Intervention.everywhere(site, channels, filled(channels, 1), filled(channels, op.float32("amount")));
            case "set_at_positions" ->
                new Intervention(
                        site,
                        channels,
                        zeros,
                        filled(channels, op.float32("value")),
                        integers(op, "positions", config.blockSize()));
            default ->
                throw op.problem(
                        "op", "expected replace, keep_only, scale, add, set_at_positions or resample, found " + kind);
        };
    }

    private static Intervention replace(JsonFields op, Site site, int[] channels) throws ModelFormatException {
        float[] values = op.floats("values");
        if (values.length != channels.length) {
            throw op.problem(
                    "values", "expected one for each of " + channels.length + " channels, found " + values.length);
        }
        return Intervention.replace(site, channels, values);
    }

    private static Intervention keepOnly(Site site, int[] kept, float[] means) {
        int[] sorted = Arrays.stream(kept).sorted().toArray();
        int[] others = IntStream.range(0, means.length)
                .filter(c -> Arrays.binarySearch(sorted, c) < 0)
                .toArray();
        float[] values = new float[others.length];
        for (int i = 0; i < others.length; i++) values[i] = means[others[i]];
        return Intervention.replace(site, others, values);
    }

    private static float[] filled(int[] channels, float value) {
        float[] values = new float[channels.length];
        Arrays.fill(values, value);
        return values;
    }

    private static int[] integers(JsonFields op, String name, int below) throws ModelFormatException {
        float[] values = op.floats(name);
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
            if (integers[i] != values[i] || integers[i] < 0 || integers[i] >= below) {
                throw op.problem(
                        name + "[" + i + "]",
                        "expected a whole number from 0 to " + (below - 1) + ", found " + values[i]);
            }
        }
        return integers;
    }
}
