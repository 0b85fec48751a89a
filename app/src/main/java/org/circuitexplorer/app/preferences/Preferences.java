package org.circuitexplorer.app.preferences;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.engine.io.AtomicFile;

/// The user's settings, kept in one small text file. A file that cannot be read counts as empty.
public final class Preferences implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("circuit-explorer");

    private static final String DARK = "dark";
    private static final String DEVICE = "device";
    private static final String MOTION = "motion";
    private static final String SAFE_COLOURS = "safe-colours";

    private final Path file;
    private final LatestRequest writing;
    private final Properties values = new Properties();
    /// What is to stand in the file, and what was last written there; nothing before the first change.
    private volatile String wanted = "";

    private String written = "";

    /// @param folder the settings folder of [UserFolders]
    /// @param writing writes the file, which may take long on a busy disk
    public Preferences(Path folder, LatestRequest writing) {
        this.writing = writing;
        this.file = folder.resolve("preferences.properties");
        if (!Files.isRegularFile(file)) return;
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException e) {
            values.clear();
        }
    }

    /// Whether the window is dark; it is until the user says otherwise.
    public boolean dark() {
        return Boolean.parseBoolean(values.getProperty(DARK, "true"));
    }

    public void setDark(boolean dark) {
        values.setProperty(DARK, Boolean.toString(dark));
        save();
    }

    /// The device to compute on, as the command line calls it; the CPU until the user says otherwise.
    public String device() {
        return values.getProperty(DEVICE, "cpu");
    }

    public void setDevice(String label) {
        values.setProperty(DEVICE, label);
        save();
    }

    /// Whether changes of the graph glide; they do until the user says otherwise.
    public boolean motion() {
        return Boolean.parseBoolean(values.getProperty(MOTION, "true"));
    }

    public void setMotion(boolean motion) {
        values.setProperty(MOTION, Boolean.toString(motion));
        save();
    }

    /// Whether colours are such that readers who confuse some tell them apart; the usual ones until the user says so.
    public boolean safeColours() {
        return Boolean.parseBoolean(values.getProperty(SAFE_COLOURS, "false"));
    }

    public void setSafeColours(boolean safe) {
        values.setProperty(SAFE_COLOURS, Boolean.toString(safe));
        save();
    }

    private void save() {
        wanted = values.stringPropertyNames().stream()
                .sorted()
                .map(key -> key + "=" + values.getProperty(key) + "\n")
                .collect(Collectors.joining());
        writing.submit(
                (progress, cancel) -> {
                    write();
                    return file;
                },
                done -> {});
    }

    private synchronized void write() throws IOException {
        String now = wanted;
        if (now.equals(written)) return;
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, now.getBytes(StandardCharsets.UTF_8));
        written = now;
    }

    /// Writes what is not written yet.
    @Override
    public void close() {
        try {
            write();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, file.toString(), e);
        }
    }
}
