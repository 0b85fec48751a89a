package org.circuitexplorer.app.workspace;

import java.nio.file.Path;
import java.util.List;

/// What the user should know about what was opened, in a line, and what can be done about it.
///
/// @param sentence the line
/// @param offer what can be done
/// @param passing whether it only says what was done, and goes by itself once it was read
public record Notice(String sentence, Offer offer, boolean passing) {
    /// A line that stays.
    public Notice(String sentence, Offer offer) {
        this(sentence, offer, false);
    }

    /// Something to do; nothing happens unless the user asks for it.
    public sealed interface Offer {}

    /// Nothing.
    public record None() implements Offer {}

    /// Reading more.
    ///
    /// @param title what it is about
    /// @param lines as they are to be shown, one below the other
    public record Details(String title, List<String> lines) implements Offer {
        public Details {
            lines = List.copyOf(lines);
        }
    }

    /// Saving the open model in compact form.
    public record SaveCompact() implements Offer {}

    /// Opening another file.
    public record OpenInstead(Path file) implements Offer {}

    /// Saying where the means are that a published circuit needs.
    public record ChooseMeans(Path circuit) implements Offer {}

    /// Saying where the model of a session is.
    public record ChooseModel(Path session) implements Offer {}

    /// Bringing back what was being done when the program ended unexpectedly.
    public record Recover(Path session) implements Offer {}

    /// A line alone.
    public static Notice of(String sentence) {
        return new Notice(sentence, new None());
    }

    /// A line alone that says what was done.
    public static Notice passing(String sentence) {
        return new Notice(sentence, new None(), true);
    }
}
