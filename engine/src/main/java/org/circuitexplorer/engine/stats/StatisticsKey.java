package org.circuitexplorer.engine.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.model.ModelConfig;

/// What statistics depend on: the weights, the configuration they are used with, the corpus and how it is cut, and the
/// version of this program's way of counting.
///
/// @param sha256 digest of all of it, 64 hexadecimal digits
record StatisticsKey(String sha256) {
    /// Raised when anything that is stored, or how it is computed, changes.
    private static final int VERSION = 1;

    static StatisticsKey of(LoadedModel model, Corpus corpus) {
        MessageDigest digest = newDigest();
        String text = String.join(
                "\n",
                "statistics " + VERSION,
                model.sha256(),
                describe(model.transformer().config()));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(corpus.blockSize()).array());
        update(digest, corpus.tokens());
        return new StatisticsKey(HexFormat.of().formatHex(digest.digest()));
    }

    /// The name of the file that holds the statistics.
    String fileName() {
        return "statistics-" + sha256.substring(0, 16) + ".safetensors";
    }

    /// What of the configuration the activations depend on; a set has no order of its own, so it is sorted.
    private static String describe(ModelConfig c) {
        List<?> shape = List.of(c.vocabularySize(), c.layers(), c.heads(), c.headWidth(), c.modelWidth(), c.mlpWidth());
        List<?> variant = List.of(c.positionWidth(), c.rmsNorm(), c.activation(), c.residualActivation(), c.sink());
        return shape + " " + variant + " " + c.topKFraction() + " " + new TreeSet<>(c.topKPlaces());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static void update(MessageDigest digest, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        for (int value : values) {
            if (!bytes.hasRemaining()) {
                digest.update(bytes.array());
                bytes.clear();
            }
            bytes.putInt(value);
        }
        digest.update(bytes.flip());
    }

    static void update(MessageDigest digest, float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(values[i]);
        update(digest, bits);
    }
}
