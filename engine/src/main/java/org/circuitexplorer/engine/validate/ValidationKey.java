package org.circuitexplorer.engine.validate;

import java.util.Optional;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;

/// What a validation depends on: weights, configuration, the circuit's nodes and means, pairs, settings, corpus, and
/// the version of this program's way of measuring. Labels and notes are no part of it, nor whether controls are pruned,
/// as these are parts of their own.
final class ValidationKey {
    /// Raised when any measure, or how it is stored, changes.
    private static final int VERSION = 2;

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
        Sha256 digest = new Sha256().add(text).add(document.means(index));
        corpus.ifPresent(c -> digest.add(c.tokens()));
        return digest.hex();
    }
}
