package org.circuitexplorer.engine.prune;

/// Between what a setting may be.
///
/// @param least smallest value that is taken
/// @param most largest value that is taken
public record SettingRange(double least, double most) {}
