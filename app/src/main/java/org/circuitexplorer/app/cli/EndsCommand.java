package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.prune.EndsSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.stats.Corpus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ends MODEL CIRCUIT`
@Command(name = "ends", description = "Find the tokens that a circuit needs, and count them and the answers as nodes.")
final class EndsCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final CircuitUpdate update = new CircuitUpdate();

    @Mixin
    private final TargetOfCircuit target = new TargetOfCircuit();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Corpus whose mean embedding all other tokens get; by default the one beside the model, "
                    + "without one the task's prompts.")
    private @Nullable Path corpus;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        return update.run(console, "stopped before the tokens were found", (ground, cancel) -> {
            CircuitDocument document = ground.document();
            PruneSettings settings = target.settings(document);
            Optional<Corpus> texts = SampleCorpus.read(ground.model(), corpus);
            CircuitEnds ends = new EndsSearch(ground.model().transformer(), ground.means(), ground.workers())
                    .find(
                            document.circuit(),
                            ground.task(),
                            texts,
                            settings.trainingTarget(),
                            settings.loss(),
                            console.progress(),
                            cancel);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("tokens", ends.tokens());
            map.put("answers", ends.answers());
            List<String> lines = List.of(
                    "tokens it needs: " + names(ground.model(), ends.tokens()),
                    "answers: " + names(ground.model(), ends.answers()));
            return update.say(console, common.json(), document.withEnds(ends), settings.trainingTarget(), map, lines);
        });
    }

    private static String names(LoadedModel model, List<Integer> tokens) {
        return tokens.stream().map(token -> TokenText.of(model, token)).collect(Collectors.joining(" "));
    }
}
