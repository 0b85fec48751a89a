package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// The tokens of some sequences in the device's memory.
///
/// @param tokens number of tokens
/// @param sequences number of sequences
/// @param token address of each token's id
/// @param position address of each token's place in its sequence
/// @param last address of the last token of each sequence
/// @param pieces address of three integers for each tile of a sequence: its first token, its end and the tile
/// @param pieceCount how many tiles of sequences there are
record DeviceBatch(int tokens, int sequences, long token, long position, long last, long pieces, int pieceCount) {
    static DeviceBatch upload(TokenBatch batch, DeviceMemory memory) {
        int[] pieces = IntStream.range(0, batch.sequences())
                .flatMap(s -> pieces(batch.start()[s], batch.start()[s + 1]))
                .toArray();
        return new DeviceBatch(
                batch.tokenCount(),
                batch.sequences(),
                memory.upload(batch.tokens()),
                memory.upload(batch.positions()),
                memory.upload(batch.lastOfEach()),
                memory.upload(pieces),
                pieces.length / 3);
    }

    private static IntStream pieces(int first, int end) {
        return IntStream.rangeClosed(first / TILE, (end - 1) / TILE).flatMap(tile -> IntStream.of(first, end, tile));
    }

    int tiles() {
        return Panel.tileCount(tokens);
    }

    int sequenceTiles() {
        return Panel.tileCount(sequences);
    }
}
