package org.circuitexplorer.app.topbar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitLink.EmbeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.NodeId;

/// Finds nodes of the circuit under study by name, head, label, rule, note, group, or a token they read or write.
public final class NodeSearch {
    private final Study study;

    public NodeSearch(Study study) {
        this.study = study;
    }

    /// A node that was found.
    ///
    /// @param node the node
    /// @param text its name and why it was found
    public record Hit(NodeId node, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /// Where a word stands in any of these places; of several words, where all of them do.
    public List<Hit> find(String query) {
        List<String> words = List.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (query.isBlank() || study.circuit().isEmpty()) return List.of();
        TaskEntry entry = study.entry().orElseThrow();
        Circuit circuit = study.circuit().get().circuit();
        List<Hit> hits = new ArrayList<>();
        for (NodeId node : circuit.nodeSet()) {
            Hit hit = new Hit(node, describe(node, circuit, entry));
            NodeInfo info = circuit.info(node);
            String searched =
                    String.join(" ", node.name(), hit.text, info.note()).toLowerCase(Locale.ROOT);
            if (words.stream().allMatch(searched::contains)) hits.add(hit);
        }
        return hits;
    }

    private static String describe(NodeId node, Circuit circuit, TaskEntry entry) {
        StringBuilder text = new StringBuilder(new NodeNames(entry.model().config()).full(node));
        String label = circuit.info(node).label();
        if (!label.isEmpty()) text.append("  “").append(label).append('”');
        String group = circuit.info(node).group();
        if (!group.isEmpty()) text.append("  [").append(group).append(']');
        circuit.info(node)
                .rule()
                .ifPresent(r -> text.append("  ").append(r.rule().written()));
        TaskTokens tokens = entry.tokens();
        CircuitLinks links = new CircuitLinks(entry.model().transformer(), Circuit.of(List.of(node)));
        for (EmbeddingWeight e : links.embeddings(tokens.inputs())) {
            text.append("  ← ").append(entry.model().tokenText(e.token()));
        }
        for (UnembeddingWeight u : links.unembeddings(tokens.answers())) {
            text.append("  → ").append(entry.model().tokenText(u.token()));
        }
        return text.toString();
    }
}
