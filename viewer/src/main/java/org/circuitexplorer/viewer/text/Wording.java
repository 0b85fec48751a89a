package org.circuitexplorer.viewer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/// Everything the window says, from the one bundle `texts.properties`.
public final class Wording {
    private static final ResourceBundle TEXTS = read();

    private Wording() {}

    /// The text of a key.
    ///
    /// @throws java.util.MissingResourceException when the bundle has no such key
    public static String text(String key) {
        return TEXTS.getString(key);
    }

    /// The pattern of a key with values in their places. A number stands there as Java writes it, without separators:
    /// figures come formatted.
    ///
    /// @throws java.util.MissingResourceException when the bundle has no such key
    public static String text(String key, Object... values) {
        Object[] shown = Arrays.stream(values).map(String::valueOf).toArray();
        return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(shown);
    }

    private static ResourceBundle read() {
        try (InputStream file = Wording.class.getResourceAsStream("texts.properties")) {
            return new PropertyResourceBundle(Objects.requireNonNull(file, "texts.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
