package org.circuitexplorer.engine.attribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Who gives how much to whom while a circuit reads one prompt.
///
/// @param prompt token ids
/// @param vertices embeddings by position, active nodes in order of execution, then position, answers in the order
///     in which they were asked for
/// @param flows what they add to each other, each from an earlier to a later vertex, by target
public record AttributionGraph(List<Integer> prompt, List<Vertex> vertices, List<Flow> flows) {
    public AttributionGraph {
        prompt = List.copyOf(prompt);
        vertices = List.copyOf(vertices);
        flows = List.copyOf(flows);
        Set<Vertex> known = new HashSet<>(vertices);
        for (Flow flow : flows) {
            if (!known.contains(flow.source()) || !known.contains(flow.target())) {
                throw new IllegalArgumentException("expected a flow between vertices of the graph, found " + flow);
            }
        }
    }

    /// For each vertex but the answers: the share of all influence on the answers that those vertices have
    /// which have at least as much as it, from 0 (the most influential) to 1. The influence of a vertex is
    /// what flows from it to the answers, each answer weighted by its probability, when what enters a vertex
    /// is counted by magnitude and as a part of all that enters it.
    public Map<Vertex, Double> cumulativeInfluence() {
        double[] influence = influence();
        List<Integer> order = IntStream.range(0, vertices.size())
                .filter(i -> !(vertices.get(i) instanceof Vertex.Answer))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -influence[i]))
                .toList();
        double total = order.stream().mapToDouble(i -> influence[i]).sum();
        Map<Vertex, Double> cumulative = new HashMap<>();
        double sum = 0;
        for (int i : order) {
            sum += influence[i];
            cumulative.put(vertices.get(i), total == 0 ? 1 : Math.min(1, sum / total));
        }
        return cumulative;
    }

    private double[] influence() {
        Map<Vertex, Integer> number = new HashMap<>();
        for (int i = 0; i < vertices.size(); i++) number.put(vertices.get(i), i);
        int[] source = flows.stream().mapToInt(f -> number.get(f.source())).toArray();
        int[] target = flows.stream().mapToInt(f -> number.get(f.target())).toArray();
        double[] entering = new double[vertices.size()];
        for (int f = 0; f < target.length; f++)
            entering[target[f]] += Math.abs(flows.get(f).weight());
        double[] influence = new double[vertices.size()];
        for (int i = 0; i < influence.length; i++) {
            if (vertices.get(i) instanceof Vertex.Answer answer) influence[i] = answer.probability();
        }
        // Flows are sorted by target, and no vertex gives to one before it.
        for (int f = target.length - 1; f >= 0; f--) {
            influence[source[f]] += influence[target[f]] * Math.abs(flows.get(f).weight()) / entering[target[f]];
        }
        return influence;
    }
}
