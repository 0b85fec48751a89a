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
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
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
    private final BooleanProperty safeColours = new SimpleBooleanProperty();
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);

    Appearance(Preferences preferences) {
        loadFonts();
        dark.set(preferences.dark());
        // A popup looks colours up in its owner, which may not know them while style sheets change.
        dark.subscribe((before, after) -> Popups.hide());
        safeColours.subscribe((before, after) -> Popups.hide());
        dark.subscribe(Appearance::setUserAgentStylesheet);
        dark.subscribe((before, after) -> preferences.setDark(after));
        safeColours.set(preferences.safeColours());
        safeColours.subscribe((before, after) -> preferences.setSafeColours(after));
        dark.subscribe(() -> theme.set(colours()));
        safeColours.subscribe(() -> theme.set(colours()));
        theme.set(colours());
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

    /// Whether signs are told apart by readers who confuse colours.
    BooleanProperty safeColoursProperty() {
        return safeColours;
    }

    /// Colours of what is drawn.
    ObservableValue<Theme> theme() {
        return theme;
    }

    private Theme colours() {
        Theme usual = dark.get() ? Theme.DARK : Theme.LIGHT;
        return safeColours.get() ? usual.colourBlindSafe() : usual;
    }

    /// Dresses a scene now and at every change.
    void dress(Scene scene) {
        Runnable put = () -> scene.getStylesheets().setAll(stylesheets(dark.get(), safeColours.get()));
        dark.subscribe(put);
        safeColours.subscribe(put);
        put.run();
    }

    private static List<String> stylesheets(boolean dark, boolean safe) {
        String colours = dark ? "dark" : "light";
        return Stream.of(colours + ".css", safe ? colours + "-safe.css" : "", "controlsfx.css", "window.css")
                .filter(name -> !name.isEmpty())
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
