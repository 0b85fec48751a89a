package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.ClassHistogram;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.ExampleReader;
import org.circuitexplorer.engine.stats.NodeHistogram;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `histogram MODEL`
@Command(
        name = "histogram",
        description = "Show how often a node takes which value over a corpus, with examples from its extremes.")
final class HistogramCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            required = true,
            description = "Corpus as little-endian 16-bit token ids. It is scanned once and the result is kept.")
    private Path corpusFile = Path.of("");

    @Option(names = "--node", paramLabel = "NAME", required = true, description = "A node, such as 1.attn.v.12.")
    private String nodeName = "";

    @Option(names = "--task", paramLabel = "NAME", description = "Count the prompts of this task of the model too.")
    private @Nullable String taskName;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        LoadedModel loaded = model.load(console);
        ModelConfig config = loaded.transformer().config();
        NodeId node = NodeId.parse(nodeName, config)
                .orElseThrow(() -> new InputException("the model has no node " + nodeName
                        + "; a node is a channel of one of "
                        + config.nodeSites().getFirst() + " to "
                        + config.nodeSites().getLast()));
        Optional<Task> task =
                taskName == null ? Optional.empty() : Optional.of(new TaskFolder().require(loaded, taskName));
        try (Workers workers = Workers.forThisMachine()) {
            ScannedCorpus scanned = ScannedCorpus.of(loaded, corpusFile, workers, console);
            CorpusStatistics statistics = scanned.statistics();
            ExampleReader reader = new ExampleReader(loaded.transformer(), workers);
            NodeHistogram histogram = statistics.histogram(statistics.nodes().indexOf(node));
            Optional<ClassHistogram> classes = task.map(t -> reader.overPrompts(node, t.test(), histogram));
            HistogramReport report = new HistogramReport(loaded, node, histogram, classes);
            List<HistogramReport.Examples> examples = report.examples(scanned.corpus(), statistics, reader);
            if (common.json()) console.json(report.asMap(examples));
            else report.print(console, examples);
        }
        return ExitCode.DONE;
    }
}
