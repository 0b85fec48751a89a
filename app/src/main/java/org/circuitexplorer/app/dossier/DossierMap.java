package org.circuitexplorer.app.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.validate.Copies;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Ends;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Interchange;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SeedOverlap;
import org.circuitexplorer.engine.validate.SizeLosses;
import org.circuitexplorer.engine.validate.VariationResult;
import org.circuitexplorer.engine.validate.WeakestPair;

/// A dossier as JSON holds it: numbers with their intervals as `[value, low, high]`.
public final class DossierMap {
    private DossierMap() {}

    public static Map<String, Object> of(Dossier dossier) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", dossier.document().task().name());
        map.put("task_pairs_sha256", dossier.document().task().pairs());
        map.put("model", dossier.document().model().name());
        map.put("model_sha256", dossier.document().model().sha256());
        map.put("nodes", dossier.document().circuit().size());
        map.put("edges", dossier.document().edges().size());
        map.put("pairs", dossier.pairs());
        map.put(
                "verdict",
                Map.of(
                        "level",
                        name(dossier.verdict().level()),
                        "sentence",
                        dossier.verdict().sentence()));
        map.put("flags", flags(dossier));
        map.put("faithfulness", faithfulness(dossier.faithfulness()));
        map.put("ablations", ablations(dossier));
        map.put("node_effects", nodes(dossier));
        map.put("edge_effects", edges(dossier));
        dossier.weakestPair().ifPresent(pair -> map.put("weakest_pair", pair(pair)));
        map.put("sizes", sizes(dossier));
        map.put("orders", orders(dossier));
        map.put("cpr", dossier.sizes().performanceRatio());
        map.put("cmd", dossier.sizes().modelDistance());
        map.put("completeness", completeness(dossier));
        map.put("interchange", interchange(dossier.interchange()));
        map.put("copies", copies(dossier.copies()));
        map.put("ends", ends(dossier.ends()));
        map.put(
                "variations",
                dossier.variations().stream().map(DossierMap::variation).toList());
        map.put("random_sets", dossier.randomSets().losses());
        dossier.pruning()
                .ifPresent(controls -> map.put(
                        "pruned_controls",
                        controls.stream().map(DossierMap::control).toList()));
        dossier.seeds().ifPresent(seeds -> {
            map.put(
                    "other_seeds",
                    IntStream.range(0, seeds.others().size())
                            .mapToObj(i -> seed(seeds, i))
                            .toList());
            map.put("seed_overlap", Map.of("nodes", seeds.nodeMatrix(), "edges", seeds.edgeMatrix()));
        });
        map.put("settings", dossier.settings().toMap());
        map.put("program", dossier.program());
        map.put("made", dossier.made().toString());
        return map;
    }

    private static double[] triple(Estimate e) {
        return new double[] {e.value(), e.low(), e.high()};
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<Map<String, Object>> flags(Dossier dossier) {
        return dossier.flags().stream()
                .map(f -> Map.<String, Object>of("topic", name(f.topic()), "sentence", f.sentence()))
                .toList();
    }

    private static Map<String, Object> faithfulness(Faithfulness f) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("loss_model", triple(f.model()));
        map.put("loss_circuit", triple(f.circuit()));
        map.put("loss_circuit_calibrated", triple(f.calibrated()));
        map.put("loss_without_circuit", triple(f.without()));
        map.put("loss_nothing", triple(f.nothing()));
        map.put("loss_circuit_training_pairs", triple(f.train()));
        map.put("f", triple(f.faithfulness()));
        map.put("kl_model_circuit", triple(f.divergence()));
        map.put("disagreement", triple(f.disagreement()));
        return map;
    }

    private static Map<String, Object> ablations(Dossier dossier) {
        Map<String, Object> map = new LinkedHashMap<>();
        dossier.ablations().forEach(a -> map.put(name(a.kind()), triple(a.loss())));
        return map;
    }

    private static Map<String, Object> nodes(Dossier dossier) {
        Map<String, Object> map = new LinkedHashMap<>();
        dossier.nodes().forEach(e -> map.put(e.node().name(), triple(e.rise())));
        return map;
    }

    private static List<Map<String, Object>> edges(Dossier dossier) {
        return dossier.edges().stream()
                .map(e -> Map.<String, Object>of(
                        "source",
                        e.edge().source().name(),
                        "target",
                        e.edge().target().name(),
                        "rise",
                        triple(e.rise())))
                .toList();
    }

    private static Map<String, Object> pair(WeakestPair pair) {
        return Map.of(
                "nodes",
                List.of(pair.first().name(), pair.second().name()),
                "rise",
                triple(pair.rise()),
                "tried",
                pair.tried());
    }

    private static List<Map<String, Object>> sizes(Dossier dossier) {
        return dossier.sizes().points().stream()
                .map(p -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("share", p.share());
                    map.put("nodes", p.nodes());
                    map.put("edges", p.edges());
                    map.put("loss", p.loss());
                    map.put("f", triple(p.faithfulness()));
                    return map;
                })
                .toList();
    }

    private static Map<String, Object> completeness(Dossier dossier) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("draws", dossier.completeness().draws());
        map.put("kl_model_circuit", triple(dossier.completeness().divergence()));
        map.put("disagreement", triple(dossier.completeness().disagreement()));
        map.put("worst_kl", dossier.completeness().worst());
        return map;
    }

    private static Map<String, Object> interchange(Interchange interchange) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", interchange.pairs());
        map.put("loss_before", triple(interchange.before()));
        map.put("loss", triple(interchange.loss()));
        map.put("disagreement", triple(interchange.disagreement()));
        Map<String, Object> nodes = new LinkedHashMap<>();
        interchange.nodes().forEach(e -> nodes.put(e.node().name(), triple(e.rise())));
        map.put("nodes", nodes);
        return map;
    }

    private static Map<String, Object> copies(Copies copies) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", copies.pairs());
        map.put("loss_before", triple(copies.before()));
        map.put("loss_merged", triple(copies.merged()));
        map.put("copies", copies.copies().stream().map(DossierMap::copy).toList());
        return map;
    }

    private static Map<String, Object> copy(Copies.Copy copy) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", copy.node().name());
        map.put("original", copy.original().name());
        map.put("slope", copy.slope());
        map.put("intercept", copy.intercept());
        map.put("correlation", copy.correlation());
        map.put("rise", triple(copy.rise()));
        return map;
    }

    private static Map<String, Object> ends(Ends ends) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", ends.pairs());
        map.put("tokens_needed", tokens(ends.needed()));
        map.put("tokens_seen", ends.seen());
        map.put("answers", tokens(ends.answers()));
        map.put("embedding_weights", ends.embeddings());
        map.put("unembedding_weights", ends.unembeddings());
        map.put("loss_before", triple(ends.before()));
        map.put("loss", triple(ends.loss()));
        return map;
    }

    private static List<Map<String, Object>> tokens(List<Ends.Token> tokens) {
        return tokens.stream()
                .map(t -> Map.<String, Object>of("id", t.id(), "text", t.text()))
                .toList();
    }

    private static Map<String, Object> orders(Dossier dossier) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (SizeLosses.Line line : dossier.orders().lines()) {
            map.put(
                    name(line.order()),
                    line.points().stream()
                            .map(p -> Map.of("nodes", p.nodes(), "loss", p.loss()))
                            .toList());
        }
        return map;
    }

    private static Map<String, Object> seed(SeedOverlap seeds, int number) {
        SeedOverlap.Other other = seeds.others().get(number);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", other.seed());
        map.put("nodes", other.nodes());
        map.put("edges", other.edges());
        map.put("loss", other.loss());
        map.put("node_jaccard", seeds.nodeJaccard(number));
        map.put("edge_jaccard", seeds.edgeJaccard(number));
        map.put("agreement", triple(other.agreement()));
        return map;
    }

    private static Map<String, Object> variation(VariationResult v) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", name(v.kind()));
        map.put("pairs", v.pairs());
        map.put("disagreement", triple(v.disagreement()));
        map.put("kl_model_circuit", triple(v.divergence()));
        map.put("model_kept", v.modelKept());
        map.put("circuit_kept", v.circuitKept());
        map.put("example", v.example());
        return map;
    }

    private static Map<String, Object> control(PruningControl c) {
        return Map.of("kind", name(c.kind()), "nodes", c.nodes(), "loss", c.loss());
    }
}
