package org.circuitexplorer.engine.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.VizData;

/// How published files lie in their folders: `TASK/SIZE/viz_data.pt`, with the means beside or above.
public final class PublicFiles {
    /// Name of the file of mean activations.
    public static final String MEANS = "mean_baseline_pretrain.pt";

    private static final int LEVELS = 5;

    private PublicFiles() {}

    /// The means that belong to a file: beside it, in a folder above, or in the model's.
    public static Optional<Path> means(Path data, LoadedModel model) {
        Path folder = data.toAbsolutePath().getParent();
        for (int level = 0; level < LEVELS && folder != null; level++, folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(MEANS))) return Optional.of(folder.resolve(MEANS));
        }
        return Optional.of(model.directory().resolve(MEANS)).filter(Files::isRegularFile);
    }

    /// The name of the task: what the settings say, or the folder above that of the size.
    public static String taskName(Path file, VizData data) {
        String written = data.settings().getOrDefault("task", "");
        if (!written.isBlank()) return written;
        Path folder = file.toAbsolutePath().getParent();
        Path above = folder == null ? null : folder.getParent();
        boolean sized = folder != null
                && folder.getFileName() != null
                && folder.getFileName().toString().matches("[0-9]+");
        return sized && above != null && above.getFileName() != null
                ? above.getFileName().toString()
                : "imported";
    }
}
