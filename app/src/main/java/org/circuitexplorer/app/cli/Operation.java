package org.circuitexplorer.app.cli;

import java.util.List;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Intervention;

/// One thing that is done to activations during a run.
sealed interface Operation {
    /// The same at every sequence.
    record Fixed(Intervention intervention) implements Operation {}

    /// Channels of a site as they are at other sequences, ends laid over ends.
    ///
    /// @param rows one sequence for each that runs
    record FromSequences(Site site, int[] channels, List<int[]> rows) implements Operation {
        public FromSequences {
            rows = List.copyOf(rows);
        }
    }

    /// Channels of a site as they are at sequences of the corpus, beginnings laid over beginnings.
    ///
    /// @param seed draws one for each that runs
    record FromCorpus(Site site, int[] channels, long seed) implements Operation {}
}
