package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.prune.PathSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `path MODEL CIRCUIT`
@Command(name = "path", description = "Find circuits of every size around a circuit, with their losses.")
final class PathCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final CircuitUpdate update = new CircuitUpdate();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        return update.run(console, "stopped before every size was measured", (ground, cancel) -> {
            CircuitDocument document = ground.document();
            BudgetPath path = new PathSearch(
                            ground.model().transformer(),
                            ground.means(),
                            ground.task().train(),
                            ground.workers())
                    .around(document.circuit(), console.progress(), cancel);
            return say(console, document.withPath(path), path);
        });
    }

    private int say(Console console, CircuitDocument document, BudgetPath path) throws IOException {
        update.save(document);
        if (common.json()) {
            console.json(Map.of("points", points(path)));
            return ExitCode.DONE;
        }
        console.print(format(ROOT, "%6s %6s %9s", "nodes", "edges", "loss"));
        for (BudgetPath.Point point : path.points()) {
            String here = point.size() == document.circuit().size() ? "  the circuit" : "";
            console.print(format(ROOT, "%6d %6d %9.4f%s", point.size(), point.edges(), point.loss(), here));
        }
        console.print("loss on the training pairs");
        update.sayWhere(console);
        return ExitCode.DONE;
    }

    private static List<Map<String, Object>> points(BudgetPath path) {
        return path.points().stream()
                .map(point -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("nodes", point.size());
                    map.put("edges", point.edges());
                    map.put("loss", point.loss());
                    return map;
                })
                .toList();
    }
}
