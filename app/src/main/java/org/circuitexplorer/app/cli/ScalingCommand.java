package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.bench.Scaling;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.run.Workers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `scaling MODEL...`
@Command(name = "scaling", description = "Time a forward pass of several models against their non-zero weights.")
final class ScalingCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "2..*",
            paramLabel = "MODEL",
            description = "Folders of models that differ in nothing but their density.")
    private List<Path> models = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "Timed passes of each (default ${DEFAULT-VALUE}).")
    private int runs = 15;

    @Option(names = "--curve", paramLabel = "FILE.svg", description = "Write a picture of the times.")
    private @Nullable Path curve;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (runs < 1) throw new InputException("--runs: expected at least 1, found " + runs);
        if (curve != null) new OutputFile(curve).check();
        List<LoadedModel> loaded = new ArrayList<>();
        for (Path path : models) loaded.add(ModelLoader.load(path, console.progress(), new CancelToken()));
        Scaling scaling;
        try (Workers workers = Workers.forThisMachine()) {
            scaling = Scaling.of(loaded, workers, runs, console.progress());
        }
        if (curve != null) AtomicFile.write(curve, scaling.svg().getBytes(UTF_8));
        if (common.json()) console.json(asMap(scaling));
        else print(console, scaling);
        return ExitCode.DONE;
    }

    private void print(Console console, Scaling scaling) {
        console.print(format(ROOT, "%12s %10s %10s %10s %10s", "non-zeros", "median ms", "fastest", "slowest", "line"));
        for (Scaling.Point point : scaling.points()) {
            console.print(format(
                    ROOT,
                    "%,12d %10.1f %10.1f %10.1f %10.1f",
                    point.nonZero(),
                    point.timing().median(),
                    point.timing().fastest(),
                    point.timing().slowest(),
                    scaling.line((double) point.nonZero())));
        }
        console.print(format(
                ROOT,
                "line: %.1f ms and %.2f ns for each non-zero weight; a model is off it by %.0f %% at most",
                scaling.base(),
                1e6 * scaling.slope(),
                100 * scaling.largestDeviation()));
        if (curve != null) console.print("wrote " + curve);
    }

    private static Map<String, Object> asMap(Scaling scaling) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("base_ms", scaling.base());
        map.put("ns_per_nonzero", 1e6 * scaling.slope());
        map.put("largest_deviation", scaling.largestDeviation());
        map.put("points", scaling.points().stream().map(ScalingCommand::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(Scaling.Point point) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nonzero", point.nonZero());
        map.put("median_ms", point.timing().median());
        map.put("fastest_ms", point.timing().fastest());
        map.put("slowest_ms", point.timing().slowest());
        return map;
    }
}
