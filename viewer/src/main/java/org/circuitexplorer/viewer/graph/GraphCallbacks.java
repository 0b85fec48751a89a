package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What a graph view asks and tells whoever uses it. Every field has a default that does no harm.
public final class GraphCallbacks {
    private Function<PictureNode, String> nodeHint = node -> "";
    private Function<PictureEdge, String> edgeHint = edge -> "";
    private Consumer<PictureNode> nodeActivated = node -> {};
    private Consumer<PictureEdge> edgeClicked = edge -> {};
    private Consumer<GraphContext> contextMenu = context -> {};

    /// What follows a node's name while the pointer rests on it.
    public void setNodeHint(Function<PictureNode, String> hint) {
        nodeHint = hint;
    }

    /// What follows an edge's ends and weight while the pointer rests on it, such as weight × activation.
    public void setEdgeHint(Function<PictureEdge, String> hint) {
        edgeHint = hint;
    }

    /// Told of a double click or Enter on a node.
    public void setOnNodeActivated(Consumer<PictureNode> action) {
        nodeActivated = action;
    }

    /// Told of a click on an edge, such as a ghost by which the circuit should grow.
    public void setOnEdgeClicked(Consumer<PictureEdge> action) {
        edgeClicked = action;
    }

    /// Told that a context menu is wanted.
    public void setOnContextMenu(Consumer<GraphContext> action) {
        contextMenu = action;
    }

    String hint(PictureNode node) {
        return describe(node) + nodeHint.apply(node);
    }

    String hint(PictureEdge edge) {
        return describe(edge) + edgeHint.apply(edge);
    }

    void activated(PictureNode node) {
        nodeActivated.accept(node);
    }

    void clicked(PictureEdge edge) {
        edgeClicked.accept(edge);
    }

    void menu(GraphContext context) {
        contextMenu.accept(context);
    }

    private static String describe(PictureNode node) {
        return node.label().isBlank() ? node.name() : node.name() + "\n“" + node.label() + "”";
    }

    private static String describe(PictureEdge edge) {
        String ends = edge.source() + " → " + edge.target();
        return switch (edge.kind()) {
            case RESIDUAL -> ends + "\n" + text("graph.edge.residual");
            case PAIRING -> ends + "\n" + text("graph.edge.pairing");
            default -> ends + "\n" + text("graph.edge.weight", String.format(Locale.ROOT, "%+.3f", edge.weight()));
        };
    }
}
