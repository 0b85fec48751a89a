package org.circuitexplorer.app.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.workspace.Notice.Details;
import org.circuitexplorer.app.workspace.Notice.None;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.engine.reproduce.PublicCircuit;

/// What came of opening a file.
///
/// @param model the model, the one that was open before when the file is about that
/// @param circuits circuits of the model
/// @param wanted the task to turn to, empty to leave that to the window
/// @param published the circuit whose stored numbers are to be computed again
/// @param offer something to do first
record Opened(
        OpenModel model,
        CircuitFolder circuits,
        Optional<String> wanted,
        Optional<PublicCircuit> published,
        Optional<Notice> offer) {
    static Opened ofModel(OpenModel model, CircuitFolder circuits, Optional<String> wanted) {
        return new Opened(model, circuits, wanted, Optional.empty(), Optional.empty());
    }

    Opened offering(Optional<Notice> notice) {
        return new Opened(model, circuits, wanted, published, notice);
    }

    /// Everything the user should know, in one line.
    Optional<Notice> notice() {
        List<String> sentences = new ArrayList<>();
        model.obstacleToPruning().ifPresent(sentences::add);
        List<String> left = circuits.unreadable();
        if (!left.isEmpty()) sentences.add(leftOut(left));
        List<String> warnings = model.loaded().warnings();
        if (sentences.isEmpty() && !warnings.isEmpty()) sentences.add(odd(warnings));
        offer.ifPresent(o -> sentences.add(o.sentence()));
        if (sentences.isEmpty()) return Optional.empty();
        List<String> lines = new ArrayList<>(left);
        lines.addAll(warnings);
        Offer details = lines.isEmpty()
                ? new None()
                : new Details("What was odd in " + model.loaded().name(), lines);
        return Optional.of(new Notice(
                String.join("  ·  ", sentences), offer.map(Notice::offer).orElse(details)));
    }

    private static String leftOut(List<String> unreadable) {
        return unreadable.size() == 1
                ? "One circuit was left out: " + unreadable.getFirst()
                : unreadable.size() + " circuits were left out, the first because: " + unreadable.getFirst();
    }

    private static String odd(List<String> warnings) {
        return warnings.size() == 1
                ? warnings.getFirst()
                : warnings.getFirst() + " (and " + (warnings.size() - 1) + " more)";
    }
}
