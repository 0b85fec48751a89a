package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.List;

/// Stops a trial that keeps more nodes at a milestone than half of those before did (the median stopping rule, Golovin
/// et al. 2017, section 3.2.2). The first few trials are never stopped.
final class MedianStopping {
    private static final int NEVER_STOPPED = 3;

    private final List<Trial> before;
    private final List<Integer> milestones = new ArrayList<>();

    /// @param before the trials before this one
    MedianStopping(List<Trial> before) {
        this.before = List.copyOf(before);
    }

    /// Nodes kept at the milestones so far.
    List<Integer> milestones() {
        return List.copyOf(milestones);
    }

    /// Tells of the next milestone.
    ///
    /// @return whether the trial is to be stopped
    boolean reached(int nodes) {
        int number = milestones.size();
        milestones.add(nodes);
        int[] others = before.stream()
                .filter(trial -> trial.milestones().size() > number)
                .mapToInt(trial -> trial.milestones().get(number))
                .sorted()
                .toArray();
        return others.length >= NEVER_STOPPED && nodes > others[others.length / 2];
    }
}
