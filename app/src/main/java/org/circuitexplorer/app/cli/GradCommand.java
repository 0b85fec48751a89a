package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `grad MODEL`
@Command(
        name = "grad",
        description =
                "Differentiate the two-answer loss of a batch by a mask value at every node: x' = x*m + mean*(1-m).")
final class GradCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--gradients",
            paramLabel = "FILE",
            required = true,
            description = "safetensors file with tokens [B, T], read_position, answer_tokens [B, 2], mean.<location>.")
    private Path gradients = Path.of("");

    @Option(
            names = "--mask",
            paramLabel = "NAME",
            required = true,
            description = "ones, or a name such as mask01 for the tensors mask01.mask.<location> of the file.")
    private String mask = "ones";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "safetensors file to write: loss, loss_per_sequence, logits_at_read_position, "
                    + "grad_mask.<location>.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        OutputFile target = new OutputFile(out).check();
        LoadedModel loaded = model.load(console);
        try (SafetensorsReader reader = SafetensorsReader.open(gradients);
                Workers workers = Workers.forThisMachine();
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice on = opened.device().open(loaded.transformer())) {
            MaskGradient gradient = MaskGradient.read(loaded.transformer(), reader, mask);
            MaskGradient.Result result = gradient.compute(on);
            target.write(result.tensors());
            if (common.json()) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("out", out.toString());
                map.put("mask", mask);
                map.put("loss", result.loss());
                map.put("loss_per_sequence", result.losses());
                console.json(map);
            } else {
                console.print(format(ROOT, "loss %.6f nats over %d sequences", result.loss(), result.losses().length));
                console.print(format(ROOT, "wrote %s", out));
            }
        }
        return ExitCode.DONE;
    }
}
