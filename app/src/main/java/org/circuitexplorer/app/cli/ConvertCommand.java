package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.io.CompactModelWriter;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `convert MODEL`
@Command(name = "convert", description = "Write a model as one small file that opens at once.")
final class ConvertCommand implements Callable<Integer> {
    private static final String ENDING = ".safetensors";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "*.safetensors file to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Write over a file that exists.")
    private boolean force;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (!out.toString().endsWith(ENDING))
            throw new InputException(out + ": expected a name that ends in " + ENDING);
        new OutputFile(out).check();
        if (Files.exists(out) && !force) {
            throw new InputException(out + ": this exists already; --force writes over it");
        }
        LoadedModel loaded = model.load(console);
        long before = loaded.source().bytes();
        CompactModelWriter.write(out, loaded, console.progress(), new CancelToken());
        say(console, loaded, before, Files.size(out));
        return ExitCode.DONE;
    }

    private void say(Console console, LoadedModel loaded, long before, long after) {
        if (common.json()) {
            console.json(asMap(loaded, before, after));
            return;
        }
        console.print(String.format(
                Locale.ROOT,
                "wrote %s: %,d bytes instead of %,d (%.1f %%)",
                out,
                after,
                before,
                100.0 * after / before));
        if (loaded.tokenizer().isPresent() && !isBeside(loaded)) {
            console.note("its tokenizer is looked for in the folder of the file: copy it from " + loaded.directory());
        }
    }

    private boolean isBeside(LoadedModel loaded) {
        return Objects.equals(out.toAbsolutePath().normalize().getParent(), loaded.directory());
    }

    private Map<String, Object> asMap(LoadedModel loaded, long before, long after) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", out.toString());
        map.put("bytes", after);
        map.put("bytes_before", before);
        map.put("sha256", loaded.sha256());
        map.put("nonzero", loaded.transformer().nonZeroWeights());
        return map;
    }
}
