package org.circuitexplorer.engine.dense;

/// The shape of a batch padded to sequences of one length.
///
/// @param sequences number of sequences
/// @param length columns of each
record DenseShape(int sequences, int length) {
    int columns() {
        return sequences * length;
    }
}
