package org.circuitexplorer.engine.circuit;

/// An attention or an MLP of which only the universe's nodes vary.
sealed interface CompiledSublayer permits CompiledAttention, CompiledMlp {
    /// Adds the sublayer's result to the stream of a tree in the scratch memory.
    void run(TreeStream stream, TreeMask mask, CompiledScratch scratch);
}
