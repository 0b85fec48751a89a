package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.NamedTensor;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.tensor.Panel;

/// What a run gives: tensors for the file, and the likeliest next tokens for the reader.
record RunOutput(LoadedModel model, TokenGrid tokens, Activations activations) {
    private static final int LIKELIEST = 5;
    private static final int SEQUENCES_SHOWN = 8;

    /// A possible next token.
    private record NextToken(int id, String text, double probability) {}

    List<NamedTensor> tensors() {
        List<NamedTensor> tensors = new ArrayList<>();
        tensors.add(tensor("logits", activations.requireLogits()));
        for (Site site : sites()) tensors.add(tensor(site.name(), activations.at(site)));
        return tensors;
    }

    private NamedTensor tensor(String name, Panel panel) {
        return NamedTensor.of(name, panel.toRowMajor(), tokens.rows().size(), tokens.length(), panel.channels());
    }

    private List<Site> sites() {
        return activations.recorded().keySet().stream().sorted().toList();
    }

    void print(Console console, Path file) {
        for (int s = 0; s < Math.min(tokens.rows().size(), SEQUENCES_SHOWN); s++) {
            console.print(format(ROOT, "sequence %d, %d tokens, likeliest next:", s, tokens.length()));
            for (NextToken next : likeliest(s)) {
                console.print(format(ROOT, "  %6.2f %%  %4d  %s", 100 * next.probability, next.id, next.text));
            }
        }
        if (tokens.rows().size() > SEQUENCES_SHOWN)
            console.print(format(ROOT, "… and %d more", tokens.rows().size() - SEQUENCES_SHOWN));
        console.print(format(ROOT, "wrote %s: logits and %d recorded sites", file, sites().size()));
    }

    Map<String, Object> asMap(Path file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", file.toString());
        map.put("tokens", tokens.rows());
        map.put("recorded", sites().stream().map(Site::name).toList());
        map.put(
                "next",
                IntStream.range(0, tokens.rows().size())
                        .mapToObj(this::likeliest)
                        .toList());
        return map;
    }

    private List<NextToken> likeliest(int sequence) {
        Panel logits = activations.requireLogits();
        int column = activations.batch().last(sequence);
        double max = IntStream.range(0, logits.channels())
                .mapToDouble(t -> logits.get(t, column))
                .max()
                .orElse(0);
        double sum = IntStream.range(0, logits.channels())
                .mapToDouble(t -> Math.exp(logits.get(t, column) - max))
                .sum();
        List<NextToken> all = new ArrayList<>();
        IntStream.range(0, logits.channels())
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -logits.get(t, column)))
                .limit(LIKELIEST)
                .forEach(t ->
                        all.add(new NextToken(t, TokenText.of(model, t), Math.exp(logits.get(t, column) - max) / sum)));
        return all;
    }
}
