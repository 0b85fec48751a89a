package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.EdgeSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `edges MODEL CIRCUIT`
@Command(name = "edges", description = "Find the edges that a circuit really uses.")
final class EdgesCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final CircuitUpdate update = new CircuitUpdate();

    @Mixin
    private final TargetOfCircuit target = new TargetOfCircuit();

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        return update.run(console, "stopped before the used edges were found", (ground, cancel) -> {
            PruneSettings settings = target.settings(ground.document());
            double limit = settings.trainingTarget();
            Circuit circuit = ground.document().circuit();
            UsedEdges used = new EdgeSearch(ground.model().transformer(), ground.means(), ground.workers())
                    .find(circuit, ground.task(), limit, settings.loss(), seed, console.progress(), cancel);
            CircuitDocument measured = ground.document()
                    .withLosses(new CircuitSearch(
                                    ground.model(), ground.means(), ground.workers(), ProgramName.withVersion())
                            .losses(ground.task(), circuit));
            List<String> unused = names(used.unusedOf(measured.edges()));
            return update.say(
                    console,
                    common.json(),
                    measured.withUsedEdges(used),
                    limit,
                    Map.of("unused", unused),
                    unused.stream().map(name -> "not used: " + name).toList());
        });
    }

    private static List<String> names(SortedSet<CircuitEdge> edges) {
        return edges.stream()
                .map(edge -> edge.source() + " to " + edge.target())
                .toList();
    }
}
