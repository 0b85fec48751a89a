package org.circuitexplorer.app.window;

import java.util.List;

/// What the keys do, in words.
final class Shortcuts {
    /// Keys of one kind.
    record Group(String title, List<Shortcut> shortcuts) {}

    /// @param keys as they stand on the keyboard
    record Shortcut(String keys, String what) {}

    static final List<Group> ALL = List.of(
            new Group(
                    "SELECTED NODE",
                    List.of(
                            new Shortcut("Space", "switch it off and on"),
                            new Shortcut("M", "freeze it to its mean"),
                            new Shortcut("Z", "set it to zero"),
                            new Shortcut("A", "make it active"),
                            new Shortcut("G", "show its edges that leave the circuit"),
                            new Shortcut("[  ]", "along its strongest edge, down and up"),
                            new Shortcut("Arrows", "to the neighbour (in the graph)"),
                            new Shortcut("Esc", "select nothing (in the graph)"))),
            new Group(
                    "VIEW",
                    List.of(
                            new Shortcut("F, Ctrl+0", "fit the whole circuit"),
                            new Shortcut("Shift+F", "fit the selection (in the graph)"),
                            new Shortcut("+  −", "zoom (in the graph)"),
                            new Shortcut("Shift+Arrows", "pan (in the graph)"),
                            new Shortcut("Ctrl+G", "keyboard to the graph"),
                            new Shortcut("Ctrl+F", "find a node, token or label"),
                            new Shortcut("Ctrl+← Ctrl+→", "previous and next prompt pair"),
                            new Shortcut("Ctrl+D", "dark or light"))),
            new Group(
                    "CIRCUIT",
                    List.of(
                            new Shortcut("Ctrl+Z", "undo"),
                            new Shortcut("Ctrl+Shift+Z", "redo"),
                            new Shortcut("Ctrl+P", "prune: find the task's circuit"),
                            new Shortcut("Ctrl+R", "validate: is this circuit real?"),
                            new Shortcut("Ctrl+O", "open a model"),
                            new Shortcut("Ctrl+Shift+O", "open a session, circuit or weights file"),
                            new Shortcut("Ctrl+S", "save the session"),
                            new Shortcut("Ctrl+Shift+S", "save it under another name"),
                            new Shortcut("Ctrl+E", "export it as picture, table or graph"),
                            new Shortcut("F1", "this list"))));

    private Shortcuts() {}
}
