package org.circuitexplorer.viewer.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Pictures that tests and the demonstration share.
public final class SamplePictures {
    private SamplePictures() {}

    /// The quote circuit of the sample model: its nodes, the weights between them, embedding and unembedding.
    public static CircuitPicture quotes() {
        List<PictureBand> bands = new ArrayList<>();
        List<PictureNode> nodes = new ArrayList<>();
        List<PictureEdge> edges = new ArrayList<>();
        for (String line : lines("/pictures/single_double_quote.tsv")) {
            String[] f = line.split("\t", -1);
            switch (f[0]) {
                case "band" -> bands.add(new PictureBand(f[1], f[2]));
                case "node" -> nodes.add(PictureNode.of(f[1], f[2], NodeShape.valueOf(f[3]), f[4], 0));
                case "edge" ->
                    edges.add(new PictureEdge(f[1], f[2], Double.parseDouble(f[3]), EdgeKind.valueOf(f[4]), false));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new CircuitPicture(bands, nodes, edges);
    }

    /// The quote circuit as a reader left it: filled by effect, labelled, two nodes ablated.
    public static CircuitPicture exploredQuotes() {
        CircuitPicture plain = quotes();
        List<PictureNode> nodes = plain.nodes().stream()
                .map(n -> n.shape().isPill() ? n : n.withFill(Tint.ACCENT, effect(n.id())))
                .map(n -> n.withLabel(label(n.id())))
                .map(n -> List.of("2.attn.k.6", "2.attn.v.14").contains(n.id()) ? n.withState(NodeState.ABLATED) : n)
                .toList();
        return new CircuitPicture(plain.bands(), nodes, plain.edges());
    }

    /// A random circuit of a deep model: every edge joins neighbouring bands, residual wires reach further.
    public static CircuitPicture random(int layers, int perBand, int edgeCount, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<PictureBand> bands = new ArrayList<>();
        List<PictureNode> nodes = new ArrayList<>();
        NodeShape[] shapes = {NodeShape.READ, NodeShape.NEURON, NodeShape.WRITE};
        for (int b = 0; b < layers * 3; b++) {
            bands.add(new PictureBand("b" + b, b / 3 + ".mlp " + shapes[b % 3].word()));
            for (int i = 0; i < perBand; i++) {
                String id = b + "." + i;
                nodes.add(PictureNode.of(id, "b" + b, shapes[b % 3], "" + (i * 37 + b), random.nextDouble()));
            }
        }
        List<PictureEdge> edges = new ArrayList<>();
        while (edges.size() < edgeCount) {
            int b = random.nextInt(layers * 3 - 1);
            String source = b + "." + random.nextInt(perBand);
            if (b % 3 != 2) {
                String target = b + 1 + "." + random.nextInt(perBand);
                edges.add(PictureEdge.weight(source, target, random.nextGaussian()));
            } else {
                int later = b + 1 + 3 * random.nextInt(Math.min(4, layers - b / 3 - 1));
                edges.add(PictureEdge.residual(source, later + "." + random.nextInt(perBand)));
            }
        }
        return new CircuitPicture(bands, nodes, edges.stream().distinct().toList());
    }

    private static double effect(String id) {
        return switch (id) {
            case "2.attn.v.18", "2.attn.resid_delta.16", "0.mlp.act_in.11" -> 1;
            case "0.mlp.post_act.78", "2.attn.act_in.16", "2.attn.k.25", "0.mlp.resid_delta.16" -> 0.8;
            case "0.mlp.post_act.328", "0.mlp.post_act.343", "2.attn.act_in.50", "0.mlp.resid_delta.50" -> 0.6;
            case "2.attn.q.25", "2.attn.resid_delta.80", "0.mlp.act_in.98" -> 0.35;
            default -> 0.12;
        };
    }

    private static String label(String id) {
        return switch (id) {
            case "0.mlp.resid_delta.50" -> "quote detector";
            case "0.mlp.resid_delta.16" -> "quote type";
            case "2.attn.resid_delta.16" -> "closes the string";
            default -> "";
        };
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(SamplePictures.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
