package org.circuitexplorer.engine.stats;

/// The activations of a node over the prompts of a task, in the bins of its corpus histogram.
///
/// @param positive over the first prompts of the pairs
/// @param negative over the second prompts
public record ClassHistogram(BinCounts positive, BinCounts negative) {}
