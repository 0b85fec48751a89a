package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.attribution.DirectTokens;
import org.circuitexplorer.engine.attribution.DirectTokens.Ranking;
import org.circuitexplorer.engine.attribution.DirectTokens.TokenWeight;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;

/// Tokens next to a node, ready to be shown.
///
/// @param title what they are to it
/// @param note how their weights are made
/// @param raised those with the largest weights
/// @param lowered those with the smallest
/// @param all how many there are
record TokenTable(String title, String note, List<Connection> raised, List<Connection> lowered, int all) {
    TokenTable {
        raised = List.copyOf(raised);
        lowered = List.copyOf(lowered);
    }

    static List<TokenTable> of(NodeId node, DirectTokens.Both tokens, OpenModel model) {
        Role role = node.site().kind().role();
        List<TokenTable> tables = new ArrayList<>();
        tokens.written()
                .map(r -> table(
                        role == Role.READ ? text("tokens.written.read") : text("tokens.written"),
                        text("tokens.written.note"),
                        r,
                        model))
                .ifPresent(tables::add);
        tokens.read()
                .map(r -> role == Role.WRITE
                        ? table(text("tokens.read.write"), text("tokens.read.write.note"), r, model)
                        : table(text("tokens.read"), text("tokens.read.note"), r, model))
                .ifPresent(tables::add);
        return tables;
    }

    private static TokenTable table(String title, String note, Ranking ranking, OpenModel model) {
        return new TokenTable(
                title,
                note,
                rows(ranking.raised(), model),
                rows(ranking.lowered(), model),
                ranking.above() + ranking.below());
    }

    private static List<Connection> rows(List<TokenWeight> tokens, OpenModel model) {
        return tokens.stream()
                .map(w -> new Connection(model.tokenText(w.token()), Optional.empty(), 0, w.weight()))
                .toList();
    }
}
