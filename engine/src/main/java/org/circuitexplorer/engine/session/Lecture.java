package org.circuitexplorer.engine.session;

import java.util.List;

/// Saved views in the order in which they are told.
///
/// @param title what the lecture is about, possibly empty
/// @param steps the saved views
public record Lecture(String title, List<Step> steps) {
    public static final Lecture NONE = new Lecture("", List.of());

    public Lecture {
        steps = List.copyOf(steps);
    }

    /// A saved view.
    ///
    /// @param title its name, possibly empty
    /// @param text a paragraph for those who listen, possibly empty; words between two
    /// pairs of asterisks are stressed
    /// @param view what is shown
    public record Step(String title, String text, View view) {}
}
