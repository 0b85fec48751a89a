package org.circuitexplorer.viewer.picture;

/// A horizontal band of the picture, one per site that has nodes; queries, keys and values of a layer share one.
///
/// @param id unique in the picture
/// @param label shown at the left, such as `10.attn read`
public record PictureBand(String id, String label) {}
