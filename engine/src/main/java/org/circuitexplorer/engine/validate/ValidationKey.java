package org.circuitexplorer.engine.validate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.Digests;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;

/// What a validation depends on: weights, configuration, the circuit's nodes and means, pairs, settings, corpus, and
/// the
/// version of this program's way of measuring. Labels and notes are no part of it, nor whether controls
/// are pruned, as these are parts of their own.
final class ValidationKey {
    /// Raised when any measure, or how it is stored, changes.
    private static final int VERSION = 1;

    private ValidationKey() {}

    /// SHA-256 of all of it, 64 hexadecimal digits.
    static String of(
            LoadedModel loaded,
            CircuitDocument document,
            Task task,
            ValidationSettings settings,
            Optional<Corpus> corpus) {
        NodeIndex index = new NodeIndex(loaded.transformer().config());
        String nodes =
                document.circuit().nodeSet().stream().map(NodeId::name).sorted().collect(Collectors.joining(" "));
        String text = String.join(
                "\n",
                "validation " + VERSION,
                loaded.sha256(),
                ModelReference.configDigest(loaded.transformer().config()),
                nodes,
                TaskReference.of(task).pairs(),
                settings.withPruning(false).toMap().toString(),
                corpus.map(c -> "corpus " + c.blockSize()).orElse("no corpus"));
        Digests digest = new Digests().add(text.getBytes(StandardCharsets.UTF_8));
        digest.add(bytes(document.means(index)));
        corpus.ifPresent(c -> digest.add(bytes(c.tokens())));
        return digest.hex();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] bytes(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}
