package org.circuitexplorer.app.prompt;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.AttentionPattern;

/// Where heads look, in a line of text.
record HeadAttention(OpenModel model, CircuitState state) {
    /// Where the head of a q, k or v looks most.
    ///
    /// @param chosen the token it looks from; the last of the first prompt where none was chosen
    String sentence(NodeId node, Optional<TokenPlace> chosen) {
        int head = node.channel() / model.config().headWidth();
        int prompt = chosen.map(TokenPlace::prompt).orElse(0);
        int[] tokens = state.prompts().sequences().get(prompt);
        int from = chosen.map(TokenPlace::token).orElse(tokens.length - 1);
        float[] row = AttentionPattern.of(
                model.transformer(), state.now().activations(), node.site().layer(), head, prompt)[from];
        int most = IntStream.rangeClosed(0, from)
                .boxed()
                .max(Comparator.comparingDouble(t -> row[t]))
                .orElse(0);
        double total = 0;
        for (int t = 0; t <= from; t++) total += row[t];
        return text(
                "prompt.attention",
                head,
                model.tokenText(tokens[from]),
                model.tokenText(tokens[most]),
                "%.2f".formatted(row[most]),
                "%.2f".formatted(Math.max(0, 1 - total)));
    }
}
