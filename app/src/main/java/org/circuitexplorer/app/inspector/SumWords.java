package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.app.workspace.Connections;
import org.circuitexplorer.engine.attribution.NodeSum;
import org.circuitexplorer.viewer.draw.Numerals;

/// How a node's value comes about, in words.
final class SumWords {
    private SumWords() {}

    /// What happens to the sum of all that is read.
    static String steps(Connections connections) {
        NodeSum making = connections.making();
        List<String> steps = new ArrayList<>();
        making.norm()
                .ifPresent(n -> steps.add(text(
                        "inspector.sum.norm",
                        Numerals.value(n.factor()),
                        Numerals.value(n.scale()),
                        Numerals.value(n.weight()))));
        if (making.lost()) steps.add(text("inspector.sum.lost"));
        steps.add(text("inspector.sum", signed(making.sum())));
        making.function().ifPresent(f -> steps.add(text("inspector.sum.function", f.function(), signed(f.result()))));
        making.selection()
                .ifPresent(s -> steps.add(
                        s.keeps()
                                ? text("inspector.sum.kept", s.kept(), s.of(), s.rank())
                                : text("inspector.sum.dropped", s.kept(), s.of(), s.rank())));
        return String.join(" · ", steps);
    }

    /// Whether that is the value that the pass recorded.
    static String check(Connections connections) {
        NodeSum making = connections.making();
        String shown = signed(making.shown());
        String made = signed(making.made());
        if (making.closes()) return text("inspector.sum.closes", shown, error(making.difference()));
        return switch (connections.holder()) {
            case ABLATION -> text("inspector.sum.ablated", shown, made);
            case MEAN -> text("inspector.sum.frozen", shown, made);
            case NOTHING -> text("inspector.sum.wrong", shown, made, signed(making.difference()));
        };
    }

    /// Whether nothing explains why the two differ.
    static boolean isWrong(Connections connections) {
        return !connections.making().closes() && connections.holder() == Connections.Holder.NOTHING;
    }

    private static String signed(double value) {
        return value == 0 ? "0" : Numerals.signed(value);
    }

    static String error(double difference) {
        return difference == 0 ? "0" : "%.0e".formatted(Math.abs(difference));
    }
}
