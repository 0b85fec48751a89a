package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// What happens to values as they pass a site: the tape keeps them as computed, interventions change them, the record
/// keeps them as used.
final class SiteTap {
    private final int[] position;
    private List<Acting> acting;
    private final Map<Site, Panel> tape;
    private final Map<Site, Panel> record;

    /// Interventions on some token columns.
    ///
    /// @param from first column
    /// @param to column after the last
    record Acting(Interventions interventions, int from, int to) {
        /// On all columns, those past the last token too.
        static List<Acting> everywhere(Interventions interventions) {
            return List.of(new Acting(interventions, 0, Integer.MAX_VALUE));
        }
    }

    /// @param position position of each token column in its sequence
    SiteTap(ModelConfig config, int[] position, List<Acting> acting, Collection<Site> record, Map<Site, Panel> tape) {
        this.position = position;
        this.acting = acting;
        this.tape = tape;
        this.record = panels(config, position.length, record);
    }

    /// From now on these interventions act.
    void use(Interventions others) {
        acting = Acting.everywhere(others);
    }

    /// New panels for sites.
    static Map<Site, Panel> panels(ModelConfig config, int columns, Collection<Site> sites) {
        Map<Site, Panel> panels = new HashMap<>();
        for (Site site : sites) panels.put(site, new Panel(config.width(site.kind()), columns));
        return panels;
    }

    Map<Site, Panel> recorded() {
        return record;
    }

    /// @param tile number of the tile
    /// @param values `[channels of the site][TILE]`, changed in place by interventions
    void pass(Site site, int tile, float[] values) {
        keep(tape.get(site), tile, values);
        for (Acting some : acting) {
            int from = Math.max(0, some.from - tile * TILE);
            int to = Math.min(TILE, some.to - tile * TILE);
            if (from >= to) continue;
            for (Intervention i : some.interventions.at(site)) apply(i, tile, values, from, to);
        }
        keep(record.get(site), tile, values);
    }

    /// Whether values pass a site as they are and unseen.
    boolean isIdle(Site site) {
        return !tape.containsKey(site)
                && !record.containsKey(site)
                && acting.stream().allMatch(some -> some.interventions.at(site).isEmpty());
    }

    private static void keep(@Nullable Panel panel, int tile, float[] values) {
        if (panel != null) System.arraycopy(values, 0, panel.tile(tile), 0, panel.channels() * TILE);
    }

    private void apply(Intervention i, int tile, float[] values, int from, int to) {
        for (int n = 0; n < i.channels().length; n++) {
            int row = i.channels()[n] * TILE;
            float multiply = i.multiply()[n];
            float add = i.add()[n];
            if (i.positions() != null) {
                applyAt(i.positions(), tile, values, row, multiply, add, from, to);
            } else if (multiply == 0f) {
                // Not x * 0 + add: the replaced value may be infinite or NaN.
                for (int j = from; j < to; j++) values[row + j] = add;
            } else {
                for (int j = from; j < to; j++) values[row + j] = values[row + j] * multiply + add;
            }
        }
    }

    private void applyAt(
            int[] positions, int tile, float[] values, int row, float multiply, float add, int from, int to) {
        int first = tile * TILE;
        int columns = Math.min(to, position.length - first);
        for (int j = from; j < columns; j++) {
            for (int p : positions) {
                if (position[first + j] != p) continue;
                values[row + j] = multiply == 0f ? add : values[row + j] * multiply + add;
                break;
            }
        }
    }
}
