package org.circuitexplorer.app.window;

import static org.circuitexplorer.app.action.Action.always;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.preferences.RecentFiles;
import org.circuitexplorer.app.prune.SearchQueue;
import org.circuitexplorer.app.workspace.CircuitCaption;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;

/// What can be turned to at the moment: nodes that were named, tasks, circuits, and files that were opened before.
/// Another model may come between the moment when a place is listed and the one when it is chosen.
record Places(Workspace workspace, SearchQueue searches, RecentFiles recent) {
    List<Action> all() {
        List<Action> places = new ArrayList<>(namedNodes());
        for (TaskEntry task : workspace.tasks()) {
            places.add(always(
                            "task-" + task.name(),
                            text("action.task", task.name()),
                            Group.CIRCUIT,
                            List.of(),
                            () -> turnTo(task))
                    .when(() -> workspace.tasks().contains(task)));
        }
        study().entry()
                .ifPresent(task -> task.others()
                        .forEach(other -> places.add(always(
                                        "circuit-" + System.identityHashCode(other),
                                        text("action.circuit", CircuitCaption.of(other)),
                                        Group.CIRCUIT,
                                        List.of(),
                                        () -> searches.turnTo(task, other))
                                .when(() -> study().entry().equals(Optional.of(task))
                                        && task.others().contains(other)))));
        for (Path sample : workspace.samples()) {
            places.add(open(text("action.sample", sample.getFileName()), sample));
        }
        for (Path path : recent.paths()) places.add(open(text("action.recent", path), path));
        return places;
    }

    private void turnTo(TaskEntry task) {
        if (!study().entry().equals(Optional.of(task))) study().show(task);
    }

    private List<Action> namedNodes() {
        List<Action> named = new ArrayList<>();
        study().circuit()
                .ifPresent(document -> document.circuit().nodes().forEach((node, info) -> {
                    String said = Stream.of(
                                    info.label(),
                                    info.rule().map(r -> r.rule().written()).orElse(""),
                                    info.group().isEmpty() ? "" : "[" + info.group() + "]")
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" "));
                    if (said.isEmpty()) return;
                    named.add(always(
                                    "node-" + node,
                                    text("action.node", said, node),
                                    Group.NODE,
                                    List.of(),
                                    () -> study().select(node))
                            .when(() -> study().circuit()
                                    .filter(c -> c.circuit().contains(node))
                                    .isPresent()));
                }));
        return named;
    }

    private Action open(String name, Path path) {
        return always("open-" + path, name, Group.FILE, List.of(), () -> workspace.open(path));
    }

    private Study study() {
        return workspace.study();
    }
}
