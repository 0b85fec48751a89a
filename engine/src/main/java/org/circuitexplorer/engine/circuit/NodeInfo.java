package org.circuitexplorer.engine.circuit;

import java.util.Optional;
import java.util.OptionalDouble;

/// What is known and noted about one node of a circuit.
///
/// @param tau mask parameter in [-1, 1] with which pruning kept the node, empty for a node added by hand
/// @param effect how much the circuit's task loss rises, in nats, when this node is mean-ablated too
/// @param label a short name given by a person, possibly empty
/// @param note free text, possibly empty
/// @param colour a web colour such as `#ff8800`, possibly empty
/// @param group name of the group that a person put it in, possibly empty
/// @param rule where a person says that it fires
public record NodeInfo(
        OptionalDouble tau,
        OptionalDouble effect,
        String label,
        String note,
        String colour,
        String group,
        Optional<NodeRule> rule) {
    /// Nothing known, nothing noted.
    public static final NodeInfo NONE =
            new NodeInfo(OptionalDouble.empty(), OptionalDouble.empty(), "", "", "", "", Optional.empty());

    public NodeInfo {
        tau.ifPresent(t -> {
            if (!(Math.abs(t) <= 1)) throw new IllegalArgumentException("expected tau from -1 to 1, found " + t);
        });
        effect.ifPresent(e -> {
            if (!Double.isFinite(e)) throw new IllegalArgumentException("expected a finite effect, found " + e);
        });
        if (!colour.isEmpty() && !isColour(colour)) {
            throw new IllegalArgumentException("expected a colour such as #ff8800, found " + colour);
        }
    }

    public NodeInfo withTau(double value) {
        return new NodeInfo(OptionalDouble.of(value), effect, label, note, colour, group, rule);
    }

    public NodeInfo withEffect(double value) {
        return new NodeInfo(tau, OptionalDouble.of(value), label, note, colour, group, rule);
    }

    public NodeInfo withLabel(String text) {
        return new NodeInfo(tau, effect, text, note, colour, group, rule);
    }

    public NodeInfo withNote(String text) {
        return new NodeInfo(tau, effect, label, text, colour, group, rule);
    }

    public NodeInfo withColour(String webColour) {
        return new NodeInfo(tau, effect, label, note, webColour, group, rule);
    }

    public NodeInfo withGroup(String name) {
        return new NodeInfo(tau, effect, label, note, colour, name, rule);
    }

    public NodeInfo withRule(Optional<NodeRule> said) {
        return new NodeInfo(tau, effect, label, note, colour, group, said);
    }

    private static boolean isColour(String text) {
        return text.length() == 7
                && text.charAt(0) == '#'
                && text.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
