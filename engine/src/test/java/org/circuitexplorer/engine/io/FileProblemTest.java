package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutPermissionTheFileIsNamed() {
        assertThat(FileProblem.sentence(new AccessDeniedException("/models/private/config.json")))
                .isEqualTo("/models/private/config.json: access is denied");
    }

    @Test
    void aFullDiskIsSaidWithTheFile() {
        IOException full = new FileSystemException("/models/x.safetensors", null, "No space left on device");
        assertThat(FileProblem.sentence(full)).isEqualTo("/models/x.safetensors: No space left on device");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");
        IOException failure = catchThrowableOfType(IOException.class, () -> load(missing));
        assertThat(FileProblem.sentence(failure)).isEqualTo(missing + ": there is no such file or folder");
    }

    /// Nobody may read a folder as a file, not even the administrator.
    @Test
    void aFolderInPlaceOfTheConfigurationIsRefusedByName() throws IOException {
        Files.createDirectory(folder.resolve("config.json"));
        Files.copy(Fixture.path("bad/good/model.safetensors"), folder.resolve("model.safetensors"));
        Exception failure = catchThrowableOfType(Exception.class, () -> load(folder));
        String sentence = failure instanceof IOException e ? FileProblem.sentence(e) : failure.getMessage();
        assertThat(sentence).contains("config.json").hasLineCount(1);
    }

    private static LoadedModel load(Path path) throws IOException, ModelFormatException {
        return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
    }
}
