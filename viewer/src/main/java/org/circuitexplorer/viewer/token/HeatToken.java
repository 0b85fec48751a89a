package org.circuitexplorer.viewer.token;

/// A token and the value that colours it.
///
/// @param text the token's text
/// @param value signed; 0 leaves the token uncoloured
public record HeatToken(String text, double value) {}
