package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.circuit.Resampling;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run MODEL`
@Command(name = "run", description = "Run a model on tokens; write logits and recorded activations.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Mixin
    private final TokenOptions tokens = new TokenOptions();

    @Mixin
    private final OperationOptions operations = new OperationOptions();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--record",
            paramLabel = "REGEX",
            description = "Record every site whose full name this matches, such as '0\\.attn\\..*'.")
    private @Nullable String record;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "safetensors file to write: \"logits\" [B, T, V] and each recorded site under its full name.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        OutputFile target = new OutputFile(out).check();
        LoadedModel loaded = model.load(console);
        Set<Site> sites = sites(loaded.transformer().config());
        OperatedRun prepared = prepare(loaded);
        try (Workers workers = Workers.forThisMachine();
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice on = opened.device().open(loaded.transformer());
                ForwardRunner pass = on.forward()) {
            Activations activations = prepared.run(pass, sites);
            RunOutput output = new RunOutput(loaded, prepared.tokens(), activations);
            target.write(output.tensors());
            if (common.json()) console.json(output.asMap(out));
            else output.print(console, out);
        }
        return ExitCode.DONE;
    }

    private OperatedRun prepare(LoadedModel loaded) throws IOException, ModelFormatException, InputException {
        if (!operations.isGiven()) return new OperatedRun(tokens.read(loaded), List.of(), Resampling.Pool.EMPTY);
        try (SafetensorsReader reader = SafetensorsReader.open(operations.tensors())) {
            OperationsReader.Operations entry =
                    operations.read(loaded.transformer().config(), reader);
            TokenGrid grid =
                    tokens.isGiven() ? tokens.read(loaded) : TokenGrid.of(Tensors.require(reader, entry.tokensKey()));
            return new OperatedRun(grid, entry.all(), pool(loaded, entry.all()));
        }
    }

    /// The corpus beside the model, where something is drawn from it.
    private static Resampling.Pool pool(LoadedModel loaded, List<Operation> operations)
            throws IOException, ModelFormatException {
        boolean drawn = operations.stream().anyMatch(o -> o instanceof Operation.FromCorpus);
        return drawn ? OpenModel.poolOf(SampleCorpus.read(loaded, null)) : Resampling.Pool.EMPTY;
    }

    private Set<Site> sites(ModelConfig config) throws InputException {
        if (record == null) return Set.of();
        Pattern pattern = pattern(record);
        Set<Site> matching = config.sites().stream()
                .filter(site -> pattern.matcher(site.name()).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (matching.isEmpty()) {
            throw new InputException("--record " + record + " matches no site; sites are named "
                    + config.sites().getFirst() + " to " + config.sites().getLast());
        }
        return matching;
    }

    private static Pattern pattern(String regex) throws InputException {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InputException("--record " + regex + " is no regular expression: " + e.getDescription());
        }
    }
}
