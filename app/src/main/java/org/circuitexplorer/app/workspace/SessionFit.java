package org.circuitexplorer.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.ShownPrompt;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.engine.task.Task;

/// Checks that what a session says is there in its model.
///
/// @param file the session's file, for refusals
record SessionFit(Path file, OpenModel model) {
    void require(Session session) throws ModelFormatException {
        require("view", session.view(), session.circuits());
        for (int i = 0; i < session.lecture().steps().size(); i++) {
            require(
                    "lecture.steps[" + i + "].view",
                    session.lecture().steps().get(i).view(),
                    session.circuits());
        }
        for (int i = 0; i < session.runs().size(); i++) {
            require("runs[" + i + "]", session.runs().get(i).ablations());
        }
    }

    private void require(String field, View view, List<CircuitDocument> circuits) throws ModelFormatException {
        if (view.selection().isPresent())
            require(field + ".selection", view.selection().get());
        require(field, view.ablations());
        Optional<Integer> pairs = pairs(view.task(), circuits);
        if (pairs.isEmpty() && !view.task().isEmpty()) {
            throw problem(field + ".task", "expected a task of the model, found " + view.task());
        }
        switch (view.prompt()) {
            case ShownPrompt.Pair(int number) -> {
                if (number > 0 && number >= pairs.orElse(0)) {
                    throw problem(
                            field + ".prompt.pair", "expected one of " + pairs.orElse(0) + " pairs, found " + number);
                }
            }
            case ShownPrompt.Typed typed -> require(field + ".prompt.tokens", typed.tokens());
            case ShownPrompt.OwnPair own -> {
                require(field + ".prompt.positive", own.positive());
                require(field + ".prompt.negative", own.negative());
                require(field + ".prompt.positiveAnswer", List.of(own.positiveAnswer()));
                require(field + ".prompt.negativeAnswer", List.of(own.negativeAnswer()));
            }
        }
    }

    private void require(String field, Ablations ablations) throws ModelFormatException {
        for (NodeId node : ablations.byNode().keySet()) require(field + ".ablations", node);
        boolean drawn = ablations.byNode().values().stream().anyMatch(a -> a instanceof Ablation.CorpusSample);
        if (drawn && model.corpus().isEmpty()) {
            throw problem(field + ".ablations", "expected a corpus sample beside the model to draw from, found none");
        }
        for (EdgeId edge : ablations.edges()) require(field + ".ablatedEdges", edge);
    }

    private Optional<Integer> pairs(String name, List<CircuitDocument> circuits) {
        return model.tasks().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .or(() -> circuits.stream()
                        .filter(c -> c.task().name().equals(name))
                        .findFirst()
                        .flatMap(c -> PublishedCircuits.task(c, model)))
                .map(Task::test)
                .map(List::size);
    }

    private void require(String field, NodeId node) throws ModelFormatException {
        if (NodeId.parse(node.name(), model.config()).isEmpty()) {
            throw problem(field, "expected a node of " + model.loaded().name() + ", found " + node);
        }
    }

    private void require(String field, EdgeId edge) throws ModelFormatException {
        require(field, edge.source());
        require(field, edge.target());
        if (new NodeEdges(model.transformer()).edge(edge).isEmpty()) {
            throw problem(field, "expected an edge of " + model.loaded().name() + ", found " + edge);
        }
    }

    private void require(String field, List<Integer> tokens) throws ModelFormatException {
        int vocabulary = model.config().vocabularySize();
        for (int token : tokens) {
            if (token >= vocabulary) throw problem(field, "expected ids below " + vocabulary + ", found " + token);
        }
        if (tokens.size() > model.config().blockSize()) {
            throw problem(field, "expected at most " + model.config().blockSize() + " tokens, found " + tokens.size());
        }
    }

    private ModelFormatException problem(String field, String problem) {
        return new ModelFormatException(file, field, problem);
    }
}
