package org.circuitexplorer.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentFilesTest {
    @Test
    void aTitleIsAsLongAsItTakesToTellFilesApart() {
        Path one = Path.of("/a/models/tiny");
        Path other = Path.of("/b/models/tiny");
        Path third = Path.of("/b/old/tiny");
        Path alone = Path.of("/b/models/large");
        Path top = Path.of("/tiny");
        List<Path> all = List.of(one, other, third, alone);
        assertThat(RecentFiles.title(one, all)).isEqualTo(shown("a/models/tiny"));
        assertThat(RecentFiles.title(other, all)).isEqualTo(shown("b/models/tiny"));
        assertThat(RecentFiles.title(third, all)).isEqualTo(shown("old/tiny"));
        assertThat(RecentFiles.title(alone, all)).isEqualTo("large");
        assertThat(RecentFiles.title(one, List.of(one))).isEqualTo("tiny");
        assertThat(RecentFiles.title(top, List.of(top, one))).isEqualTo(top.toString());
    }

    private static String shown(String path) {
        return Path.of(path).toString();
    }
}
