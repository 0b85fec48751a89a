package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.token.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the tokens of a run come from.
final class TokenOptions {
    @Option(
            names = "--text",
            paramLabel = "S",
            description = "Text to run, exactly as given: write <|endoftext|> first where the model expects it.")
    private @Nullable String text;

    @Option(names = "--tokens", paramLabel = "1,2,3", split = ",", description = "Token ids to run.")
    private int @Nullable [] tokens;

    @Option(names = "--batch", paramLabel = "FILE", description = "safetensors file that holds tokens [B, T].")
    private @Nullable Path batch;

    @Option(names = "--key", paramLabel = "NAME", description = "Name of the tensor in --batch, such as case1.tokens.")
    private @Nullable String key;

    boolean isGiven() {
        return text != null || tokens != null || batch != null;
    }

    TokenGrid read(LoadedModel model) throws IOException, ModelFormatException, InputException {
        if (Stream.of(text != null, tokens != null, batch != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new InputException("expected exactly one of --text, --tokens and --batch");
        }
        if (tokens != null) return new TokenGrid(List.of(tokens));
        if (batch != null) return fromFile(batch);
        return new TokenGrid(List.of(encode(model, String.valueOf(text))));
    }

    private TokenGrid fromFile(Path file) throws IOException, ModelFormatException, InputException {
        if (key == null) throw new InputException("--batch needs --key, the name of a tensor in " + file.getFileName());
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            return TokenGrid.of(Tensors.require(reader, key));
        }
    }

    private static int[] encode(LoadedModel model, String text) throws InputException {
        Tokenizer tokenizer = model.tokenizer()
                .orElseThrow(() -> new InputException(
                        model.name() + " has no tokenizer, so --text cannot be read; give --tokens instead"));
        int[] ids = tokenizer.encode(text);
        if (ids.length == 0) throw new InputException("--text is empty, expected at least one token");
        return ids;
    }
}
