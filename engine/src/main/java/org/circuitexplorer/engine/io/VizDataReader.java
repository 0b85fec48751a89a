package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.circuitexplorer.engine.io.PickleValue.Text;
import org.circuitexplorer.engine.io.VizData.EdgeTable;
import org.circuitexplorer.engine.io.VizData.HistoryPoint;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.io.VizData.TaskSamples;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;

/// Reads the public viewer's `viz_data.pt`, checking every place, channel and token against the model it is for.
public final class VizDataReader {
    private static final String CIRCUIT = "circuit_data";
    private static final String SETTINGS = "prune_config";

    private final ModelConfig model;

    private VizDataReader(ModelConfig model) {
        this.model = model;
    }

    /// Whether a file is one of the public viewer's, to judge by what it holds.
    ///
    /// @throws ModelFormatException when it is a damaged torch file
    public static boolean isOne(Path path) throws IOException, ModelFormatException {
        if (!path.toString().endsWith(".pt")) return false;
        try (TorchFile file = TorchFile.open(path)) {
            return file.root() instanceof PickleValue.Dict dict
                    && dict.entries().containsKey(new Text(CIRCUIT));
        }
    }

    /// Reads a file.
    ///
    /// @param model the model that the circuit belongs to
    public static VizData read(Path path, ModelConfig model) throws IOException, ModelFormatException {
        try (TorchFile file = TorchFile.open(path)) {
            return new VizDataReader(model).read(PickleNode.root(file));
        }
    }

    private VizData read(PickleNode root) throws ModelFormatException {
        NavigableMap<Site, int[]> circuit = circuit(root.get(CIRCUIT));
        Optional<PickleNode> importances = root.find("importances");
        return new VizData(
                circuit,
                samples(root.find("samples")),
                loss(importances, "loss") / 2,
                loss(importances, "interv_loss") / 2,
                ablatedLoss(part(importances, "ch_interv_losses"), circuit),
                blockLoss(part(importances, "layer_interv_losses")),
                tables(part(importances, "pair_data_connections")),
                tables(part(importances, "pair_data")),
                taskSamples(part(importances, "task_samples")),
                history(root.find("all_loss"), loss(importances, "interv_loss")),
                totalNodes(root.find("num_total_nodes")),
                settings(root));
    }

    private NavigableMap<Site, int[]> circuit(PickleNode data) throws ModelFormatException {
        NavigableMap<Site, int[]> circuit = new TreeMap<>();
        for (PickleNode entry : data.entries()) {
            if (entry.key().equals(new Text(SETTINGS))) continue;
            Site site = nodeSite(entry, entry.key());
            int[] channels = entry.tensor().ints();
            for (int channel : channels) requireChannel(entry, site, channel);
            circuit.put(site, channels);
        }
        return circuit;
    }

    private NavigableMap<NodeId, List<Sample>> samples(Optional<PickleNode> data) throws ModelFormatException {
        NavigableMap<NodeId, List<Sample>> samples = new TreeMap<>();
        if (data.isEmpty()) return samples;
        for (PickleNode place : data.get().entries()) {
            for (PickleNode node : place.entries()) {
                List<Sample> list = new ArrayList<>();
                for (PickleNode fraction : node.entries()) addSamples(fraction, list);
                samples.put(node(place, node), list);
            }
        }
        return samples;
    }

    private void addSamples(PickleNode fraction, List<Sample> list) throws ModelFormatException {
        double share = new PickleNode(fraction.file(), fraction.path(), fraction.key(), fraction.key()).number();
        List<PickleNode> ends = fraction.items(2);
        for (int end = 0; end < 2; end++) {
            for (PickleNode sample : ends.get(end).items()) {
                List<PickleNode> parts = sample.items(3);
                int[] tokens = tokens(parts.get(0));
                float[] activations = parts.get(1).tensor().floats();
                if (activations.length != tokens.length) {
                    throw sample.refused("has " + tokens.length + " tokens and " + activations.length + " activations");
                }
                int position = parts.get(2).index(parts.get(2).value(), tokens.length);
                list.add(new Sample(share, end == 1, tokens, activations, position));
            }
        }
    }

    private static Optional<PickleNode> part(Optional<PickleNode> data, String key) throws ModelFormatException {
        return data.isEmpty() ? data : data.get().find(key);
    }

    private static double loss(Optional<PickleNode> importances, String key) throws ModelFormatException {
        Optional<PickleNode> loss = part(importances, key);
        return loss.isEmpty() ? Double.NaN : loss.get().number();
    }

    private NavigableMap<NodeId, Double> ablatedLoss(Optional<PickleNode> data, Map<Site, int[]> circuit)
            throws ModelFormatException {
        NavigableMap<NodeId, Double> losses = new TreeMap<>();
        if (data.isEmpty()) return losses;
        for (PickleNode entry : data.get().entries()) {
            Site site = nodeSite(entry, entry.key());
            int[] channels = circuit.getOrDefault(site, new int[0]);
            double[] values = entry.numbers();
            if (values.length != channels.length) {
                throw entry.refused("has " + values.length + " losses, expected the circuit's " + channels.length);
            }
            for (int i = 0; i < values.length; i++) losses.put(new NodeId(site, channels[i]), values[i] / 2);
        }
        return losses;
    }

    private static Map<String, Double> blockLoss(Optional<PickleNode> data) throws ModelFormatException {
        Map<String, Double> losses = new LinkedHashMap<>();
        if (data.isEmpty()) return losses;
        for (PickleNode entry : data.get().entries()) {
            losses.put(new PickleNode(entry.file(), "", entry.key(), entry.key()).shown(), entry.number());
        }
        return losses;
    }

    private List<EdgeTable> tables(Optional<PickleNode> data) throws ModelFormatException {
        List<EdgeTable> tables = new ArrayList<>();
        if (data.isEmpty()) return tables;
        for (PickleNode entry : data.get().items()) {
            List<PickleNode> parts = entry.items(4);
            List<PickleNode> places = parts.get(3).items(2);
            Site source = nodeSite(places.get(0), places.get(0).value());
            Site target = nodeSite(places.get(1), places.get(1).value());
            int[] sources = channels(parts.get(1), source);
            int[] targets = channels(parts.get(2), target);
            StoredTensor values = parts.get(0).tensor();
            if (!Arrays.equals(values.shape(), new long[] {sources.length, targets.length})) {
                throw entry.refused("has a matrix " + Arrays.toString(values.shape()) + ", expected [" + sources.length
                        + ", " + targets.length + "]");
            }
            tables.add(new EdgeTable(source, target, sources, targets, values.floats()));
        }
        return tables;
    }

    private int[] channels(PickleNode list, Site site) throws ModelFormatException {
        List<PickleNode> items = list.items();
        int[] channels = new int[items.size()];
        for (int i = 0; i < channels.length; i++) {
            PickleNode item = items.get(i);
            boolean bias = i == channels.length - 1 && item.value().equals(new Text("bias"));
            channels[i] = bias ? EdgeTable.BIAS : item.index(item.value(), model.width(site.kind()));
        }
        return channels;
    }

    private Optional<TaskSamples> taskSamples(Optional<PickleNode> data) throws ModelFormatException {
        if (data.isEmpty()) return Optional.empty();
        List<PickleNode> parts = data.get().items(2);
        StoredTensor tensor = parts.get(0).tensor();
        if (tensor.shape().length != 2) throw parts.get(0).refused("is " + tensor + ", expected [prompts, length]");
        NavigableMap<NodeId, float[]> activations = new TreeMap<>();
        for (PickleNode place : parts.get(1).entries()) {
            for (PickleNode node : place.entries()) {
                StoredTensor values = node.tensor();
                if (!Arrays.equals(values.shape(), tensor.shape())) {
                    throw node.refused("is " + values + ", expected the shape of the tokens " + tensor);
                }
                activations.put(node(place, node), values.floats());
            }
        }
        return Optional.of(new TaskSamples(tokens(parts.get(0)), (int) tensor.columns(), activations));
    }

    /// The history ends with the loss of the circuit, which tells whether it holds sums over the two prompts of a pair
    /// or, as other files do, means.
    private static List<HistoryPoint> history(Optional<PickleNode> data, double lossOfPairs)
            throws ModelFormatException {
        List<HistoryPoint> history = new ArrayList<>();
        if (data.isEmpty()) return history;
        for (PickleNode point : data.get().items()) {
            List<PickleNode> parts = point.items(2);
            history.add(
                    new HistoryPoint((long) parts.get(0).number(), parts.get(1).number()));
        }
        if (history.isEmpty() || Double.isNaN(lossOfPairs)) return history;
        double last = history.getLast().loss();
        boolean sums = Math.abs(last - lossOfPairs) < Math.abs(last - lossOfPairs / 2);
        return sums
                ? history.stream()
                        .map(p -> new HistoryPoint(p.step(), p.loss() / 2))
                        .toList()
                : history;
    }

    private static long totalNodes(Optional<PickleNode> data) throws ModelFormatException {
        return data.isEmpty() ? 0 : (long) data.get().number();
    }

    private static Map<String, String> settings(PickleNode root) throws ModelFormatException {
        Optional<PickleNode> data = root.find(SETTINGS);
        if (data.isEmpty()) data = root.get("circuit_data").find(SETTINGS);
        Map<String, String> settings = new LinkedHashMap<>();
        if (data.isEmpty()) return settings;
        for (PickleNode entry : data.get().entries()) {
            settings.put(new PickleNode(entry.file(), "", entry.key(), entry.key()).shown(), entry.shown());
        }
        return settings;
    }

    private NodeId node(PickleNode place, PickleNode node) throws ModelFormatException {
        Site site = nodeSite(place, place.key());
        return new NodeId(site, node.index(node.key(), model.width(site.kind())));
    }

    private Site nodeSite(PickleNode where, PickleValue name) throws ModelFormatException {
        if (!(name instanceof Text(String text))) throw where.refused("expected the name of a place");
        return Site.parse(text, model.layers())
                .filter(site -> site.kind().isNodeSite())
                .orElseThrow(() -> where.refused("the model has no nodes at \"" + text + "\""));
    }

    private void requireChannel(PickleNode where, Site site, int channel) throws ModelFormatException {
        int width = model.width(site.kind());
        if (channel < 0 || channel >= width) {
            throw where.refused("holds channel " + channel + ", expected 0 to " + (width - 1));
        }
    }

    private int[] tokens(PickleNode node) throws ModelFormatException {
        int[] tokens = node.tensor().ints();
        for (int token : tokens) {
            if (token < 0 || token >= model.vocabularySize()) {
                throw node.refused("holds token " + token + ", expected 0 to " + (model.vocabularySize() - 1));
            }
        }
        return tokens;
    }
}
