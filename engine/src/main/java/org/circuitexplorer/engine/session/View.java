package org.circuitexplorer.engine.session;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.model.NodeId;

/// Everything that decides what the window shows of a task.
///
/// @param task its name; empty when the model has none
/// @param selection the selected node
/// @param ablations what is ablated
/// @param frame the part of the graph that is seen; empty for all of it
/// @param look how the graph is drawn
/// @param prompt which prompts run
/// @param place the token whose values are shown, empty to leave that to the node
public record View(
        String task,
        Optional<NodeId> selection,
        Ablations ablations,
        Optional<Frame> frame,
        Look look,
        ShownPrompt prompt,
        Optional<Place> place) {
    /// How the graph is drawn.
    ///
    /// @param colouring what the fill of a node says
    /// @param minimumWeight edges of smaller magnitude are hidden
    /// @param ghosts how many of the selected node's weights that leave the circuit are shown at most; 0 for none
    /// @param collapsed names of the parts that are drawn as one node each, such as `3.attn` or `3.attn head 2`
    public record Look(Colouring colouring, double minimumWeight, int ghosts, SortedSet<String> collapsed) {
        /// How many weights that leave the circuit are shown before more are asked for.
        public static final int FEW_GHOSTS = 24;

        /// More weights than any node has.
        public static final int MOST_GHOSTS = 1 << 24;

        /// As a task is first shown.
        public static final Look PLAIN = new Look(Colouring.EFFECT, 0, 0, new TreeSet<>());

        public Look {
            collapsed = Collections.unmodifiableSortedSet(new TreeSet<>(collapsed));
            if (!(minimumWeight >= 0) || Double.isInfinite(minimumWeight)) {
                throw new IllegalArgumentException("expected a weight from 0, found " + minimumWeight);
            }
            if (ghosts < 0 || ghosts > MOST_GHOSTS) {
                throw new IllegalArgumentException("expected 0 to " + MOST_GHOSTS + " ghosts, found " + ghosts);
            }
        }

        public Look withColouring(Colouring other) {
            return new Look(other, minimumWeight, ghosts, collapsed);
        }

        public Look withMinimumWeight(double weight) {
            return new Look(colouring, weight, ghosts, collapsed);
        }

        public Look withGhosts(int most) {
            return new Look(colouring, minimumWeight, most, collapsed);
        }

        public Look withCollapsed(SortedSet<String> parts) {
            return new Look(colouring, minimumWeight, ghosts, parts);
        }
    }

    /// A token of the prompts that run.
    ///
    /// @param prompt number of the prompt, from 0
    /// @param token number of the token in it, from 0
    public record Place(int prompt, int token) {
        public Place {
            if (prompt < 0 || token < 0) {
                throw new IllegalArgumentException("expected numbers from 0, found " + prompt + " and " + token);
            }
        }
    }

    /// A task as it is first shown.
    public static View of(String task) {
        return new View(
                task,
                Optional.empty(),
                Ablations.NONE,
                Optional.empty(),
                Look.PLAIN,
                new ShownPrompt.Pair(0),
                Optional.empty());
    }
}
