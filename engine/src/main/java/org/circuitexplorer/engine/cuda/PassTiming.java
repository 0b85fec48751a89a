package org.circuitexplorer.engine.cuda;

/// How long work took on the device, and how long it takes at least.
///
/// @param what the work
/// @param milliseconds median of several runs on the device, of passes without copies to and from it
/// @param floor what its multiplications or its memory traffic alone would take at the device's full speed,
///     milliseconds; 0 when that is not known
public record PassTiming(String what, double milliseconds, double floor) {}
