package org.circuitexplorer.engine.device;

import java.util.List;
import java.util.Optional;

/// Looks for graphics cards.
@FunctionalInterface
public interface GraphicsCards {
    /// @param cards the cards, in the driver's order
    /// @param obstacle why there are none, the rest of a sentence such as `no NVIDIA driver found`
    record Found(List<GraphicsCard> cards, String obstacle) {
        public Found {
            cards = List.copyOf(cards);
        }

        Optional<GraphicsCard> first() {
            return cards.stream().findFirst();
        }
    }

    Found look();
}
