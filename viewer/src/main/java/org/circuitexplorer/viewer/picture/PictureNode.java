package org.circuitexplorer.viewer.picture;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.viewer.draw.Ink;

/// A node as it is drawn.
///
/// @param id unique in the picture, such as `10.attn.v.1312`; what selections and edges name
/// @param band id of its [PictureBand]
/// @param text short text inside: a channel, `head·channel`, or a token with its spaces made visible
/// @param name full name as a tooltip and a screen reader say it
/// @param strength how strongly it is filled, 0 to 1
/// @param label the reader's own words for it, shown as a chip; empty for none
/// @param members ids of the nodes that it stands for where a part of the circuit is drawn as one node; else empty
/// @param mark a colour that the reader gave it, drawn as its outline; where `tint` is [Tint#MARK] also its fill
/// @param large whether it is drawn for a room, larger than usual beside its neighbours
public record PictureNode(
        String id,
        String band,
        NodeShape shape,
        String text,
        String name,
        double strength,
        Tint tint,
        String label,
        NodeState state,
        List<String> members,
        Optional<Ink> mark,
        boolean large) {

    public PictureNode {
        members = List.copyOf(members);
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(id + ": strength is 0 to 1, found " + strength);
        }
    }

    /// An active node in the accent colour, without a label, whose name is its id.
    public static PictureNode of(String id, String band, NodeShape shape, String text, double strength) {
        return new PictureNode(
                id,
                band,
                shape,
                text,
                id,
                strength,
                Tint.ACCENT,
                "",
                NodeState.ACTIVE,
                List.of(),
                Optional.empty(),
                false);
    }

    public PictureNode withState(NodeState other) {
        return new PictureNode(id, band, shape, text, name, strength, tint, label, other, members, mark, large);
    }

    public PictureNode withText(String other) {
        return new PictureNode(id, band, shape, other, name, strength, tint, label, state, members, mark, large);
    }

    public PictureNode withLabel(String other) {
        return new PictureNode(id, band, shape, text, name, strength, tint, other, state, members, mark, large);
    }

    public PictureNode withName(String other) {
        return new PictureNode(id, band, shape, text, other, strength, tint, label, state, members, mark, large);
    }

    public PictureNode withFill(Tint otherTint, double otherStrength) {
        return new PictureNode(
                id, band, shape, text, name, otherStrength, otherTint, label, state, members, mark, large);
    }

    public PictureNode withMark(Optional<Ink> other) {
        return new PictureNode(id, band, shape, text, name, strength, tint, label, state, members, other, large);
    }

    /// The same, large.
    public PictureNode forRoom() {
        return new PictureNode(
                id, band, shape, text, name, strength, tint, label, state, members, mark, /* large= */ true);
    }

    PictureNode bare() {
        NodeState bareState = state == NodeState.GHOST ? NodeState.GHOST : NodeState.ACTIVE;
        return new PictureNode(
                id, band, shape, text, "", 0, Tint.ACCENT, "", bareState, members, Optional.empty(), large);
    }
}
