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
/// @param source what the weights were read from
/// @param parameterCount parameters of the model, zeros included, a tied unembedding counted once
/// @param tokenizer the tokenizer of the directory, empty when there is none: tokens then show as ids
/// @param nonFinite names of the tensors that hold NaN or infinity: such a model can be looked at, not pruned
/// @param warnings what is odd but readable, one sentence each
public record LoadedModel(
        SparseTransformer transformer,
        String name,
        Path directory,
        WeightsSource source,
        long parameterCount,
        Optional<Tokenizer> tokenizer,
        List<String> nonFinite,
        List<String> warnings) {
    public LoadedModel {
        nonFinite = List.copyOf(nonFinite);
        warnings = List.copyOf(warnings);
    }

    /// The file that the weights were read from.
    public Path weightsFile() {
        return source.file();
    }

    /// SHA-256 of the weights, 64 lower-case hexadecimal digits; see [WeightsSource#sha256()].
    public String sha256() {
        return source.sha256();
    }

    /// Refuses a model whose weights are no numbers to compute with.
    ///
    /// @throws ModelFormatException when a tensor holds NaN or infinity
    public void requireFinite() throws ModelFormatException {
        if (nonFinite.isEmpty()) return;
        throw new ModelFormatException(
                weightsFile(),
                nonFinite.getFirst(),
                (nonFinite.size() == 1 ? "holds" : "and " + (nonFinite.size() - 1) + " other tensors hold")
                        + " NaN or infinity, expected finite weights: such a model can be looked at, not pruned");
    }
}
