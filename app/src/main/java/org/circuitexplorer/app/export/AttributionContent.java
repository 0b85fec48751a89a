package org.circuitexplorer.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.circuitexplorer.engine.attribution.Attributor;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;

/// What a circuit makes of a prompt, as the bytes of a file; equal circuits and prompts give equal bytes.
public record AttributionContent(LoadedModel model, CircuitDocument document, Workers workers) {
    private static final int LIKELIEST = 5;

    /// One of the two prompts of a pair, with its answer and the one that is right after the other prompt.
    public byte[] of(PromptPair pair, boolean positive) {
        int[] prompt = positive ? pair.positive() : pair.negative();
        int wanted = positive ? pair.positiveAnswer() : pair.negativeAnswer();
        int other = positive ? pair.negativeAnswer() : pair.positiveAnswer();
        return content(attributor(), prompt, List.of(wanted, other));
    }

    /// A prompt of one's own, with the answers that the circuit expects most.
    public byte[] of(int[] prompt) {
        Attributor attributor = attributor();
        return content(attributor, prompt, attributor.likeliest(prompt, LIKELIEST));
    }

    private Attributor attributor() {
        return new Attributor(model.transformer(), document, workers);
    }

    private byte[] content(Attributor attributor, int[] prompt, List<Integer> answers) {
        return new AttributionJson(document, model.transformer().config(), this::text)
                .of(attributor.of(prompt, answers))
                .getBytes(UTF_8);
    }

    private String text(int token) {
        return model.tokenizer().map(t -> t.tokenText(token)).orElse("#" + token);
    }
}
