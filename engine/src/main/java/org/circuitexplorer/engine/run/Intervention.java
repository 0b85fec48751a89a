package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.model.Site;
import org.jspecify.annotations.Nullable;

/// Replaces values at a site, after AbsTopK there: `x' = x * multiply + add` for each listed channel.
/// Everything downstream uses the changed value; AbsTopK is not applied again at that place.
///
/// @param site where
/// @param channels which channels
/// @param multiply one factor per listed channel
/// @param add one summand per listed channel
/// @param positions positions within each sequence, from 0; null for all
public record Intervention(Site site, int[] channels, float[] multiply, float[] add, int @Nullable [] positions) {
    public Intervention {
        if (multiply.length != channels.length || add.length != channels.length) {
            throw new IllegalArgumentException(site + ": expected " + channels.length + " factors and summands, found "
                    + multiply.length + " and " + add.length);
        }
    }

    /// Acts at every position.
    public static Intervention everywhere(Site site, int[] channels, float[] multiply, float[] add) {
        return new Intervention(site, channels, multiply, add, null);
    }

    /// Sets channels to constants at every position.
    public static Intervention replace(Site site, int[] channels, float[] values) {
        return everywhere(site, channels, new float[channels.length], values);
    }
}
