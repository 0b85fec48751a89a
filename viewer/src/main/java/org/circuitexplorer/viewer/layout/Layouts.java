package org.circuitexplorer.viewer.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.jspecify.annotations.Nullable;

/// Layouts of pictures by their structure: those that were asked for last are not computed again. For any thread.
public final class Layouts {
    private static final int KEPT = 8;

    private final Map<CircuitPicture, GraphLayout> known = new LinkedHashMap<>(KEPT, 0.75f, /* accessOrder= */ true);

    /// @param structure a picture without what no layout depends on, see [CircuitPicture#structure()]
    public GraphLayout of(CircuitPicture structure) {
        GraphLayout before = find(structure);
        // Another thread that asks for something else need not wait.
        return before == null ? keep(structure, LayeredLayout.of(structure)) : before;
    }

    private synchronized @Nullable GraphLayout find(CircuitPicture structure) {
        return known.get(structure);
    }

    private synchronized GraphLayout keep(CircuitPicture structure, GraphLayout layout) {
        known.put(structure, layout);
        if (known.size() > KEPT) known.remove(known.keySet().iterator().next());
        return layout;
    }
}
