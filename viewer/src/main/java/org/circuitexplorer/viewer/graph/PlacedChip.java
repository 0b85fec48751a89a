package org.circuitexplorer.viewer.graph;

/// A label chip and where it goes.
///
/// @param text perhaps shortened
record PlacedChip(String node, String text, Bounds bounds) {}
