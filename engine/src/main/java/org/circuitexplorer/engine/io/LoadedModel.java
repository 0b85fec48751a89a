package org.circuitexplorer.engine.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.token.Tokenizer;

/// A model and where it came from.
///
/// @param transformer the weights
/// @param name name of its directory
/// @param directory its directory
/// @param weightsFile the file that the weights were read from
/// @param sha256 SHA-256 of that file, 64 lower-case hexadecimal digits
/// @param parameterCount parameters of the model, zeros included, a tied unembedding counted once
/// @param tokenizer the tokenizer of the directory, empty when there is none: tokens then show as ids
/// @param warnings what is odd but readable, one sentence each
public record LoadedModel(
        SparseTransformer transformer,
        String name,
        Path directory,
        Path weightsFile,
        String sha256,
        long parameterCount,
        Optional<Tokenizer> tokenizer,
        List<String> warnings) {
    public LoadedModel {
        warnings = List.copyOf(warnings);
    }
}
