package org.circuitexplorer.app.preferences;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the operating system wants settings and caches of a program.
///
/// @param settings folder of the settings
/// @param cache folder of files that can be made again
public record UserFolders(Path settings, Path cache) {
    private static final String NAME = "circuit-explorer";

    /// The folders of the user of this process.
    public static UserFolders ofThisUser() {
        return of(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System.getenv());
    }

    static UserFolders of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return new UserFolders(
                    folder(environment, "APPDATA", home.resolve("AppData/Roaming")),
                    folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local")));
        }
        if (name.contains("mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(
                    library.resolve("Application Support").resolve(NAME),
                    library.resolve("Caches").resolve(NAME));
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return (value.isBlank() ? otherwise : Path.of(value)).resolve(NAME);
    }
}
