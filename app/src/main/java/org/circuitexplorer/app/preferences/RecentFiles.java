package org.circuitexplorer.app.preferences;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.engine.io.AtomicFile;

/// Files and folders that were opened, the latest first, kept in one small text file. A file that cannot be read counts
/// as empty.
public final class RecentFiles {
    private static final int MOST = 8;

    private final Path file;
    private final LatestRequest writing;
    private final ObservableList<Path> paths = FXCollections.observableArrayList();
    private final ObservableList<Path> view = FXCollections.unmodifiableObservableList(paths);

    /// @param folder the settings folder of [UserFolders]
    /// @param writing writes the file, which may take long on a busy disk
    public RecentFiles(Path folder, LatestRequest writing) {
        this.writing = writing;
        this.file = folder.resolve("recent.txt");
        if (!Files.isRegularFile(file)) return;
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            lines.stream().filter(l -> !l.isBlank()).limit(MOST).map(Path::of).forEach(paths::add);
        } catch (IOException | InvalidPathException e) {
            paths.clear();
        }
    }

    public ObservableList<Path> paths() {
        return view;
    }

    /// A short name of a file: as much of its end as no other file of a list has.
    public static String title(Path path, List<Path> among) {
        int names = path.getNameCount();
        for (int from = names - 1; from >= 0; from--) {
            Path end = path.subpath(from, names);
            if (among.stream().noneMatch(other -> !other.equals(path) && other.endsWith(end))) return end.toString();
        }
        return path.toString();
    }

    /// Puts a file at the head of the list.
    public void add(Path opened) {
        Path path = opened.toAbsolutePath().normalize();
        if (path.toString().lines().count() != 1) return;
        paths.remove(path);
        paths.addFirst(path);
        if (paths.size() > MOST) paths.remove(MOST, paths.size());
        String text = paths.stream().map(p -> p + "\n").collect(Collectors.joining());
        writing.submit(
                (progress, cancel) -> {
                    Files.createDirectories(file.getParent());
                    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
                    return file;
                },
                written -> {});
    }
}
