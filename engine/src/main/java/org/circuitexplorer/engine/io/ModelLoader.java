package org.circuitexplorer.engine.io;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.token.Tokenizer;
import org.jspecify.annotations.Nullable;

/// Reads a model. Matrices become sparse while their rows stream by from the mapped file; no dense matrix is ever
/// held.
public final class ModelLoader {
    private ModelLoader() {}

    /// Loads a model from its directory, its weights file or its configuration file.
    ///
    /// @throws ModelFormatException when a file is not what it should be
    /// @throws IOException when a file is missing or cannot be read
    /// @throws org.circuitexplorer.engine.job.CancelledException when `cancel` asks for it
    public static LoadedModel load(Path directoryOrFile, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        ModelFiles files = ModelFiles.locate(directoryOrFile);
        if (files.weights().isEmpty() && files.config().isPresent()) ModelConfigReader.read(files.requireConfig());
        Path weights = files.requireWeights();
        try {
            return load(files, weights, progress, cancel);
        } catch (InternalError e) {
            throw changed(weights, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof InternalError) throw changed(weights, e);
            throw e;
        }
    }

    /// What it means that a file has become shorter, which of a mapped one the virtual machine says by an error.
    static IOException changed(Path weights, @Nullable Throwable cause) {
        return new IOException(weights + ": has changed while it was read; open it again", cause);
    }

    private static LoadedModel load(ModelFiles files, Path weights, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        try (TensorFile tensors = TensorFile.open(weights)) {
            Checkpoint checkpoint = new Checkpoint(tensors, progress, cancel);
            CheckpointConfig config = config(files, tensors);
            List<String> warnings = new ArrayList<>(config.warnings());
            Optional<Tokenizer> tokenizer = tokenizer(files.directory(), config.model(), warnings);
            WeightsSource source = new WeightsSource(weights, tensors.parts());
            Content content = content(tensors, new TransformerReader(config, checkpoint));
            source.requireUnchanged();
            warnings.addAll(checkpoint.warnings());
            return new LoadedModel(
                    content.transformer,
                    files.name(),
                    files.directory(),
                    source.answeringTo(content.identity),
                    checkpoint.parameters(),
                    tokenizer,
                    checkpoint.nonFinite(),
                    warnings);
        }
    }

    private record Content(SparseTransformer transformer, Optional<String> identity) {}

    /// Reads the weights, and checks a compact file's checksum meanwhile.
    private static Content content(TensorFile tensors, TransformerReader reader) throws ModelFormatException {
        AtomicReference<@Nullable Attempt<SparseTransformer>> transformer = new AtomicReference<>();
        AtomicReference<@Nullable Attempt<Optional<String>>> identity = new AtomicReference<>();
        try (Workers workers = new Workers(2)) {
            workers.forEach(2, (worker, piece) -> {
                if (piece == 0) transformer.set(Attempt.at(reader::read));
                else identity.set(Attempt.at(() -> identity(tensors)));
            });
        }
        return new Content(
                requireNonNull(transformer.get()).get(),
                requireNonNull(identity.get()).get());
    }

    /// A compact model carries its configuration with it; other weights have it in a file beside them.
    private static CheckpointConfig config(ModelFiles files, TensorFile tensors)
            throws IOException, ModelFormatException {
        if (tensors instanceof SafetensorsReader reader) {
            String json = reader.metadata().get(CompactIdentity.CONFIG);
            if (json != null) return ModelConfigReader.read(reader.path(), json);
        }
        return ModelConfigReader.read(files.requireConfig());
    }

    /// A compact model is known by the weights it was made from; other weights by their own digest.
    private static Optional<String> identity(TensorFile tensors) throws ModelFormatException {
        return tensors instanceof SafetensorsReader reader ? CompactIdentity.of(reader) : Optional.empty();
    }

    /// Hugging Face's file may describe any kind of tokenizer; one that cannot be read does not shut the model out.
    private static Optional<Tokenizer> tokenizer(Path directory, ModelConfig model, List<String> warnings)
            throws IOException, ModelFormatException {
        try {
            Optional<Tokenizer> tokenizer = TokenizerReader.read(directory);
            if (tokenizer.isPresent()) checkSize(directory, tokenizer.get(), model);
            return tokenizer;
        } catch (ModelFormatException e) {
            if (!e.file().endsWith(TokenizerReader.HUGGING_FACE)) throw e;
            warnings.add(e.getMessage() + "; tokens show as ids");
            return Optional.empty();
        }
    }

    private static void checkSize(Path directory, Tokenizer tokenizer, ModelConfig model) throws ModelFormatException {
        if (tokenizer.vocabularySize() == model.vocabularySize()) return;
        throw new ModelFormatException(
                directory,
                "tokenizer",
                "has " + tokenizer.vocabularySize() + " tokens, expected the model's " + model.vocabularySize());
    }
}
