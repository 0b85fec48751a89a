package org.circuitexplorer.app.workspace;

import java.util.Set;
import org.circuitexplorer.engine.model.NodeId;

/// A change of what is ablated, as the user asks for it.
public sealed interface AblationCommand {
    Ablations apply(Ablations before);

    /// Ablates nodes in one way.
    record Ablate(Set<NodeId> nodes, Ablation ablation) implements AblationCommand {
        public Ablate {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public Ablations apply(Ablations before) {
            return before.with(nodes, ablation);
        }
    }

    /// Makes nodes active again.
    record Activate(Set<NodeId> nodes) implements AblationCommand {
        public Activate {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public Ablations apply(Ablations before) {
            return before.without(nodes);
        }
    }

    /// Makes every node active again.
    record Reset() implements AblationCommand {
        @Override
        public Ablations apply(Ablations before) {
            return Ablations.NONE;
        }
    }
}
