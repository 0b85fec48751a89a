package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The compact form of a large model that took long to open: offered, never used unasked.
public final class CompactForm {
    private static final Duration SLOW = Duration.ofSeconds(2);
    /// Weights of fewer bytes are read in a fraction of a second: what took long was the machine.
    static final long LARGE = 100_000_000;

    private CompactForm() {}

    /// Where the compact form of a model is kept unless the user chooses another place: beside it, where its tokenizer
    /// and its tasks are found too.
    public static Path home(OpenModel model) {
        return model.loaded().directory().resolve(model.loaded().name() + ".compact.safetensors");
    }

    /// What to say once it is written.
    static Notice saved(Path file, OpenModel model) throws IOException {
        double share = 100.0 * Files.size(file) / model.loaded().source().bytes();
        return new Notice(
                text("compact.saved", file.getFileName(), "%.1f".formatted(share)), new Notice.OpenInstead(file));
    }

    /// What to offer when a large model took long to load.
    static Optional<Notice> offer(OpenModel model) {
        return offer(model, model.loading(), model.loaded().source().bytes());
    }

    /// @param bytes of the weights file
    static Optional<Notice> offer(OpenModel model, Duration taken, long bytes) {
        if (taken.compareTo(SLOW) <= 0
                || bytes < LARGE
                || model.loaded().source().isCompact()) return Optional.empty();
        String time = "%.0f".formatted(taken.toMillis() / 1e3);
        Path home = home(model);
        if (!Files.isRegularFile(home)) {
            return Optional.of(new Notice(text("compact.offer", time), new Notice.SaveCompact()));
        }
        return Optional.of(new Notice(text("compact.beside", time, home.getFileName()), new Notice.OpenInstead(home)));
    }
}
