package org.circuitexplorer.engine.io;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/// Files of `src/test/resources/fixtures` and the sample models.
final class Fixture {
    private Fixture() {}

    static Path path(String name) {
        URL url = Objects.requireNonNull(Fixture.class.getResource("/fixtures/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static Path sample(String name) {
        return Path.of(Objects.requireNonNull(System.getProperty("sample.models")), name);
    }
}
