package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.BinCounts;
import org.circuitexplorer.engine.stats.ClassHistogram;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.stats.ExampleReader;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// A node's histogram and examples, for people or for machines.
record HistogramReport(LoadedModel model, NodeId node, NodeHistogram histogram, Optional<ClassHistogram> classes) {
    private static final int PER_QUANTILE = 2;
    private static final int TOKENS_BEFORE = 12;
    private static final int TOKENS_AFTER = 4;
    private static final int BAR = 50;
    private static final double[] FRACTIONS = {0.001, 0.01, 0.1, 0.5};

    /// Examples from one place of the distribution.
    record Examples(String place, List<Example> list) {}

    List<Examples> examples(Corpus corpus, CorpusStatistics statistics, ExampleReader reader) {
        int index = statistics.nodes().indexOf(node);
        List<Examples> all = new ArrayList<>();
        all.add(new Examples("largest", reader.read(corpus, node, statistics.top(index))));
        for (double fraction : FRACTIONS) {
            all.add(new Examples(
                    "top " + percent(fraction),
                    reader.read(corpus, node, statistics.nearQuantile(index, 1 - fraction, PER_QUANTILE))));
        }
        for (int f = FRACTIONS.length - 2; f >= 0; f--) {
            all.add(new Examples(
                    "bottom " + percent(FRACTIONS[f]),
                    reader.read(corpus, node, statistics.nearQuantile(index, FRACTIONS[f], PER_QUANTILE))));
        }
        all.add(new Examples("smallest", reader.read(corpus, node, statistics.bottom(index))));
        return all;
    }

    private static String percent(double fraction) {
        return (fraction < 0.01 ? "0.1" : Long.toString(Math.round(100 * fraction))) + " %";
    }

    void print(Console console, List<Examples> examples) {
        console.print(format(ROOT, "%s over %,d tokens", node, histogram.total()));
        console.print(format(
                ROOT,
                "  mean %.4f, smallest %.4f, largest %.4f, exactly zero at %.1f %% of the tokens",
                histogram.mean(),
                histogram.min(),
                histogram.max(),
                100.0 * histogram.zeros() / histogram.total()));
        int most = IntStream.of(histogram.counts()).max().orElse(1);
        String header =
                classes.isPresent() ? format(ROOT, "%10s %8s %8s", "corpus", "class 1", "class 2") : "    corpus";
        console.print(format(ROOT, "%10s %s", "from", header));
        for (int bin = 0; bin < histogram.bins(); bin++) {
            int count = histogram.counts()[bin];
            String bar = "#".repeat((int) Math.ceil((double) BAR * count / most));
            console.print(format(ROOT, "%10.4f %10d%s %s", histogram.edge(bin), count, classCounts(bin), bar));
        }
        for (Examples place : examples) {
            console.print(place.place());
            for (Example example : place.list())
                console.print(format(ROOT, "  %9.4f  %s", example.value(), window(example)));
        }
    }

    private String classCounts(int bin) {
        return classes.map(c -> format(
                        ROOT,
                        " %8d %8d",
                        c.positive().counts()[bin],
                        c.negative().counts()[bin]))
                .orElse("");
    }

    /// The text around an example's token, that token in double angles.
    private String window(Example example) {
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, example.focus() - TOKENS_BEFORE);
        int to = Math.min(example.tokens().length, example.focus() + TOKENS_AFTER + 1);
        for (int t = from; t < to; t++) {
            String token = text(example.tokens()[t]);
            text.append(t == example.focus() ? "«" + token + "»" : token);
        }
        return text.toString();
    }

    private String text(int token) {
        return model.tokenizer().map(t -> TokenText.visible(t.tokenText(token))).orElse(" " + token);
    }

    Map<String, Object> asMap(List<Examples> examples) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", node.name());
        map.put("tokens", histogram.total());
        map.put("mean", histogram.mean());
        map.put("min", histogram.min());
        map.put("max", histogram.max());
        map.put("zeros", histogram.zeros());
        map.put(
                "edges",
                IntStream.rangeClosed(0, histogram.bins())
                        .mapToDouble(histogram::edge)
                        .toArray());
        map.put("counts", histogram.counts());
        classes.ifPresent(c -> map.put("classes", List.of(asMap(c.positive()), asMap(c.negative()))));
        Map<String, Object> places = new LinkedHashMap<>();
        for (Examples place : examples) {
            places.put(place.place(), place.list().stream().map(this::asMap).toList());
        }
        map.put("examples", places);
        return map;
    }

    private static Map<String, Object> asMap(BinCounts counts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tokens", counts.total());
        map.put("mean", counts.mean());
        map.put("zeros", counts.zeros());
        map.put("counts", counts.counts());
        map.put("below", counts.below());
        map.put("above", counts.above());
        return map;
    }

    private Map<String, Object> asMap(Example example) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", example.value());
        map.put("focus", example.focus());
        map.put("tokens", example.tokens());
        model.tokenizer()
                .ifPresent(t -> map.put(
                        "texts",
                        Arrays.stream(example.tokens()).mapToObj(t::tokenText).toList()));
        map.put("activations", example.activations());
        return map;
    }
}
