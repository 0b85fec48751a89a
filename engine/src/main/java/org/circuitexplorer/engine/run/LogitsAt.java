package org.circuitexplorer.engine.run;

/// At which tokens a pass computes logits.
public enum LogitsAt {
    NONE,
    /// At the last token of every sequence.
    LAST,
    ALL
}
