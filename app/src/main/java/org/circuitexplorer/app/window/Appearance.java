package org.circuitexplorer.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.circuitexplorer.app.preferences.Preferences;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Dark or light, for the style sheets and for everything that is drawn, and whether it moves; kept in the
/// preferences.
final class Appearance {
    private static final double ANY_SIZE = 13;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final BooleanProperty motion = new SimpleBooleanProperty();

    Appearance(Preferences preferences) {
        loadFonts();
        dark.set(preferences.dark());
        dark.subscribe(Appearance::setUserAgentStylesheet);
        dark.subscribe((before, after) -> preferences.setDark(after));
        motion.set(preferences.motion());
        motion.subscribe((before, after) -> preferences.setMotion(after));
    }

    BooleanProperty darkProperty() {
        return dark;
    }

    /// Whether the graph glides from one place to the next.
    BooleanProperty motionProperty() {
        return motion;
    }

    /// Colours of what is drawn.
    ObservableValue<Theme> theme() {
        return dark.map(d -> d ? Theme.DARK : Theme.LIGHT);
    }

    /// Dresses a scene now and at every change.
    void dress(Scene scene) {
        dark.subscribe(d -> scene.getStylesheets().setAll(stylesheets(d)));
    }

    private static List<String> stylesheets(boolean dark) {
        return Stream.of(dark ? "dark.css" : "light.css", "controlsfx.css", "window.css")
                .map(name -> Objects.requireNonNull(Appearance.class.getResource(name), name)
                        .toExternalForm())
                .toList();
    }

    private static void setUserAgentStylesheet(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    private static void loadFonts() {
        for (Typeface face : Typeface.values()) {
            try (InputStream file = face.open()) {
                Font.loadFont(file, ANY_SIZE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
