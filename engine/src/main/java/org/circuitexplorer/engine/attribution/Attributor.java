package org.circuitexplorer.engine.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.attribution.Vertex.Active;
import org.circuitexplorer.engine.attribution.Vertex.Answer;
import org.circuitexplorer.engine.attribution.Vertex.Embedding;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.AttentionPattern;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// Traces what each token and node of a circuit gives to the next while the circuit, everything else
/// mean-ablated, reads a prompt. Attention patterns and the scales of norms are taken as they were in that
/// pass, so that everything between two nonlinear functions is a sum: what flows into a READ, a WRITE or an
/// answer is what they got from the circuit. Queries and keys act through the patterns alone, so nothing
/// flows out of them.
public final class Attributor {
    private final SparseTransformer model;
    private final CircuitGraph graph;
    private final Interventions circuit;
    private final Workers workers;

    /// @throws IllegalArgumentException when the circuit is not one of the model
    public Attributor(SparseTransformer model, CircuitDocument document, Workers workers) {
        NodeIndex nodes = new NodeIndex(model.config());
        this.model = model;
        this.graph = CircuitGraph.of(model, document.circuit());
        this.circuit = Interventions.ofMask(nodes, document.circuit().mask(nodes), document.means(nodes));
        this.workers = workers;
    }

    /// @param prompt token ids
    /// @param answers tokens whose logits are explained
    /// @throws IllegalArgumentException when the prompt is not one that the model reads
    public AttributionGraph of(int[] prompt, List<Integer> answers) {
        Activations seen = run(prompt);
        return new Trace(seen, answers).graph();
    }

    /// The tokens that the circuit expects most after a prompt, likeliest first.
    public List<Integer> likeliest(int[] prompt, int count) {
        Panel logits = run(prompt).requireLogits();
        return IntStream.range(0, logits.channels())
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -logits.get(token, 0)))
                .limit(count)
                .toList();
    }

    private Activations run(int[] prompt) {
        Set<Site> sites = Set.copyOf(model.config().sites());
        return new ForwardPass(model, workers).run(TokenBatch.of(prompt), circuit, sites, LogitsAt.LAST);
    }

    /// One prompt's way through the circuit.
    private final class Trace {
        private final Activations seen;
        private final ResidualPath stream;
        private final CircuitLinks links = new CircuitLinks(model, graph.circuit());
        private final int[] prompt;
        private final int last;
        private final List<Embedding> embeddings = new ArrayList<>();
        private final NavigableMap<NodeId, List<Active>> active = new TreeMap<>();
        private final List<Answer> answers = new ArrayList<>();
        private final List<Flow> flows = new ArrayList<>();
        private final Map<Integer, float[][]> patterns = new HashMap<>();

        Trace(Activations seen, List<Integer> answerTokens) {
            this.seen = seen;
            this.stream = new ResidualPath(model, seen);
            this.prompt = seen.batch().tokens();
            this.last = prompt.length - 1;
            for (int t = 0; t < prompt.length; t++) embeddings.add(new Embedding(prompt[t], t));
            for (NodeId node : graph.circuit().nodeSet()) active.put(node, activeOf(node));
            addAnswers(answerTokens);
        }

        AttributionGraph graph() {
            for (NodeId read : active.keySet()) if (isOfStream(read)) embeddingsInto(read);
            for (ResidualWire wire : links.residualWires()) along(wire);
            for (CircuitEdge edge : graph.edges()) {
                if (edge.source().site().kind() == SiteKind.ATTN_V) throughAttention(edge);
                else along(edge);
            }
            writesIntoAnswers();
            answers.forEach(this::embeddingInto);
            List<Vertex> vertices = new ArrayList<>(embeddings);
            active.values().forEach(vertices::addAll);
            vertices.addAll(answers);
            Map<Vertex, Integer> order = new HashMap<>();
            for (Vertex vertex : vertices) order.put(vertex, order.size());
            flows.sort(
                    Comparator.comparing((Flow f) -> order.get(f.target())).thenComparing(f -> order.get(f.source())));
            return new AttributionGraph(Arrays.stream(prompt).boxed().toList(), vertices, flows);
        }

        private List<Active> activeOf(NodeId node) {
            Panel panel = seen.at(node.site());
            return IntStream.range(0, prompt.length)
                    .filter(t -> panel.get(node.channel(), t) != 0)
                    .mapToObj(t -> new Active(node, t, panel.get(node.channel(), t)))
                    .toList();
        }

        private void addAnswers(List<Integer> tokens) {
            Panel logits = seen.requireLogits();
            double highest = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < logits.channels(); v++) highest = Math.max(highest, logits.get(v, 0));
            double sum = 0;
            for (int v = 0; v < logits.channels(); v++) sum += Math.exp(logits.get(v, 0) - highest);
            for (int token : tokens) {
                double logit = logits.get(token, 0);
                answers.add(new Answer(token, last, logit, Math.exp(logit - highest) / sum));
            }
        }

        /// A READ has channels of a concatenated position after those of the stream.
        private boolean isOfStream(NodeId node) {
            return node.site().kind().role() == Role.READ
                    && node.channel() < model.config().modelWidth();
        }

        private void embeddingsInto(NodeId read) {
            for (Active target : active.getOrDefault(read, List.of())) {
                int t = target.position();
                float weight = model.tokenEmbedding().get(prompt[t], read.channel());
                add(embeddings.get(t), target, weight * stream.gain(0, ResidualPath.readBy(read), read.channel(), t));
            }
        }

        private void along(ResidualWire wire) {
            int channel = wire.write().channel();
            for (Active[] ends : together(wire.write(), wire.read())) {
                double gain = stream.gain(
                        ResidualPath.writtenBy(wire.write()),
                        ResidualPath.readBy(wire.read()),
                        channel,
                        ends[0].position());
                add(ends[0], ends[1], ends[0].value() * gain);
            }
        }

        private void along(CircuitEdge edge) {
            for (Active[] ends : together(edge.source(), edge.target())) {
                add(ends[0], ends[1], (double) edge.weight() * ends[0].value());
            }
        }

        /// Both nodes where both are active.
        private List<Active[]> together(NodeId source, NodeId target) {
            Map<Integer, Active> at = new HashMap<>();
            for (Active a : active.getOrDefault(source, List.of())) at.put(a.position(), a);
            return active.getOrDefault(target, List.of()).stream()
                    .filter(a -> at.containsKey(a.position()))
                    .map(a -> new Active[] {at.get(a.position()), a})
                    .toList();
        }

        private void throughAttention(CircuitEdge edge) {
            float[][] pattern = pattern(edge.source());
            for (Active target : active.getOrDefault(edge.target(), List.of())) {
                for (Active source : active.getOrDefault(edge.source(), List.of())) {
                    if (source.position() > target.position()) break;
                    double share = pattern[target.position()][source.position()];
                    add(source, target, edge.weight() * share * source.value());
                }
            }
        }

        private float[][] pattern(NodeId value) {
            ModelConfig config = model.config();
            int layer = value.site().layer();
            int head = value.channel() / config.headWidth();
            return patterns.computeIfAbsent(
                    layer * config.heads() + head, key -> AttentionPattern.of(model, seen, layer, head, 0));
        }

        private void writesIntoAnswers() {
            List<Integer> tokens = answers.stream().map(Answer::token).toList();
            for (UnembeddingWeight link : links.unembeddings(tokens)) {
                NodeId write = link.write();
                double gain = stream.gain(ResidualPath.writtenBy(write), stream.last(), write.channel(), last);
                for (Active source : active.getOrDefault(write, List.of())) {
                    if (source.position() != last) continue;
                    add(source, answers.get(tokens.indexOf(link.token())), link.weight() * gain * source.value());
                }
            }
        }

        /// What the last token says by itself: through the stream, and by the bigram table.
        private void embeddingInto(Answer answer) {
            CsrMatrix unembedding = model.unembedding().weight();
            CsrMatrix bigram = model.bigram();
            double sum = bigram == null ? 0 : bigram.get(prompt[last], answer.token());
            for (int i = unembedding.rowStart()[answer.token()]; i < unembedding.rowStart()[answer.token() + 1]; i++) {
                int channel = unembedding.column()[i];
                double embedded = model.tokenEmbedding().get(prompt[last], channel);
                sum += unembedding.value()[i] * embedded * stream.gain(0, stream.last(), channel, last);
            }
            add(embeddings.get(last), answer, sum);
        }

        private void add(Vertex source, Vertex target, double weight) {
            if (weight != 0) flows.add(new Flow(source, target, weight));
        }
    }
}
