package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.AttentionSplit;
import org.circuitexplorer.engine.run.HeadChannels;
import org.circuitexplorer.viewer.attention.AttentionView;

/// Where the head of a node looks in one prompt, in total or by one channel, and how one of its logits is made.
///
/// @param head its number in the layer
/// @param pattern probabilities of keys, or what the node's own channel does with each
/// @param query token whose logit is taken apart
/// @param key token it looks at
/// @param channels what the channels of the circuit add to that logit, largest first, then the rest as one
/// @param split all channels
record HeadPattern(
        int head, AttentionView.Pattern pattern, int query, int key, List<Connection> channels, AttentionSplit split) {
    HeadPattern {
        channels = List.copyOf(channels);
    }

    /// @param at the query
    /// @param chosen the key, where one was chosen; else the one that the query looks at most
    static HeadPattern of(
            NodeId node,
            TaskEntry entry,
            CircuitState state,
            TokenPlace at,
            boolean byChannel,
            Optional<Integer> chosen) {
        int width = entry.model().config().headWidth();
        int head = node.channel() / width;
        HeadChannels all = new HeadChannels(
                entry.model().transformer(),
                state.now().activations(),
                node.site().layer(),
                head,
                at.prompt());
        float[] row = all.pattern()[at.token()];
        int key = chosen.filter(k -> k <= at.token()).orElseGet(() -> most(row, at.token()));
        AttentionSplit split = all.split(at.token(), key);
        List<String> tokens = IntStream.of(state.prompts().sequences().get(at.prompt()))
                .mapToObj(entry.model()::rawText)
                .toList();
        AttentionView.Pattern pattern = byChannel
                ? new AttentionView.Pattern(tokens, ofChannel(node, all, node.channel() % width), true)
                : new AttentionView.Pattern(tokens, all.pattern());
        return new HeadPattern(
                head,
                pattern,
                at.token(),
                key,
                new Channels(node, entry.circuit().map(CircuitDocument::circuit), head * width).of(split),
                split);
    }

    /// What a query or key adds to each logit; what a value carries from each key.
    private static float[][] ofChannel(NodeId node, HeadChannels all, int channel) {
        return node.site().kind() == SiteKind.ATTN_V ? all.carried(channel) : all.products(channel);
    }

    private static int most(float[] row, int query) {
        int most = 0;
        for (int key = 1; key <= query; key++) if (row[key] > row[most]) most = key;
        return most;
    }

    /// The channels of a head that the circuit knows.
    private record Channels(NodeId node, Optional<Circuit> circuit, int first) {
        List<Connection> of(AttentionSplit split) {
            List<Connection> known = new ArrayList<>();
            double rest = 0;
            int others = 0;
            for (int c = 0; c < split.products().length; c++) {
                double product = split.products()[c];
                NodeId query = new NodeId(new Site(node.site().layer(), SiteKind.ATTN_Q), first + c);
                NodeId key = new NodeId(new Site(node.site().layer(), SiteKind.ATTN_K), first + c);
                if (isKnown(query) || isKnown(key)) {
                    known.add(new Connection(name(c, query, key), Optional.of(end(query, key)), 0, product));
                } else {
                    rest += product;
                    others++;
                }
            }
            known.sort(Comparator.comparingDouble(c -> -Math.abs(c.contribution())));
            if (others > 0) {
                String name =
                        known.isEmpty() ? text("inspector.logit.all", others) : text("inspector.logit.rest", others);
                known.add(new Connection(name, Optional.empty(), 0, rest));
            }
            return known;
        }

        /// Of a model without a circuit every channel counts.
        private boolean isKnown(NodeId other) {
            return circuit.map(c -> c.contains(other)).orElse(true) || other.equals(node);
        }

        /// The other end of the product, or the one that is of the circuit.
        private NodeId end(NodeId query, NodeId key) {
            NodeId other = node.equals(query) ? key : query;
            return isKnown(other) ? other : other.equals(query) ? key : query;
        }

        private String name(int channel, NodeId query, NodeId key) {
            String ends = isKnown(query) && isKnown(key) ? "q·k" : isKnown(query) ? "q" : "k";
            return text("inspector.logit.channel", channel, ends);
        }
    }
}
