package org.circuitexplorer.engine.prune;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.task.LossKind;

/// Everything that steers pruning: the same settings on the same pairs give the same circuit, on any number of threads.
///
/// @param targetLoss task loss to reach, nats
/// @param maxNodes most nodes of the circuit, even if the target is missed then; 0 for no limit
/// @param ranking how nodes are ranked
/// @param seed seed of the random generator
/// @param tied whether query and key of a channel are kept or dropped together while masks are learned
/// @param loss which loss must meet the target once masks are learned; they are learned with the raw loss
/// @param ends whether tokens and answers count as nodes, see [EndsSearch]
/// @param mask how masks are learned
/// @param search how the circuit is made small
public record PruneSettings(
        double targetLoss,
        int maxNodes,
        RankingMethod ranking,
        long seed,
        boolean tied,
        LossKind loss,
        boolean ends,
        MaskSettings mask,
        SearchSettings search) {
    /// Name of the target loss among the settings of a circuit file.
    public static final String TARGET_LOSS = "targetLoss";

    /// Name, among these settings, of whether the calibrated loss is aimed at: 1 or 0, 0 where it is missing.
    public static final String CALIBRATED = "calibrated";

    /// Name, among these settings, of whether tokens and answers count as nodes: 1 or 0.
    public static final String ENDS = "ends";

    public static final PruneSettings DEFAULT = new PruneSettings(
            0.15,
            0,
            RankingMethod.LEARNED_MASKS,
            0,
            /* tied= */ true,
            LossKind.RAW,
            /* ends= */ false,
            MaskSettings.DEFAULT,
            SearchSettings.DEFAULT);

    public PruneSettings {
        Ranges.require(TARGET_LOSS, targetLoss);
        Ranges.require("maxNodes", maxNodes);
    }

    public PruneSettings withTargetLoss(double target) {
        return new PruneSettings(target, maxNodes, ranking, seed, tied, loss, ends, mask, search);
    }

    public PruneSettings withMaxNodes(int nodes) {
        return new PruneSettings(targetLoss, nodes, ranking, seed, tied, loss, ends, mask, search);
    }

    public PruneSettings withRanking(RankingMethod method) {
        return new PruneSettings(targetLoss, maxNodes, method, seed, tied, loss, ends, mask, search);
    }

    public PruneSettings withSeed(long value) {
        return new PruneSettings(targetLoss, maxNodes, ranking, value, tied, loss, ends, mask, search);
    }

    public PruneSettings withTied(boolean value) {
        return new PruneSettings(targetLoss, maxNodes, ranking, seed, value, loss, ends, mask, search);
    }

    public PruneSettings withLoss(LossKind kind) {
        return new PruneSettings(targetLoss, maxNodes, ranking, seed, tied, kind, ends, mask, search);
    }

    public PruneSettings withEnds(boolean value) {
        return new PruneSettings(targetLoss, maxNodes, ranking, seed, tied, loss, value, mask, search);
    }

    public PruneSettings withMask(MaskSettings settings) {
        return new PruneSettings(targetLoss, maxNodes, ranking, seed, tied, loss, ends, settings, search);
    }

    public PruneSettings withSearch(SearchSettings settings) {
        return new PruneSettings(targetLoss, maxNodes, ranking, seed, tied, loss, ends, mask, settings);
    }

    /// Loss that the circuit must reach on the training pairs.
    public double trainingTarget() {
        return Math.max(targetLoss - search.safetyMargin(), targetLoss / 2);
    }

    /// The raw loss that a circuit with such settings was to reach; empty where they say none or aim at another loss.
    ///
    /// @param settings as [#toMap] gives them, or those of an older circuit
    public static OptionalDouble rawTarget(Map<String, Double> settings) {
        Double target = settings.get(TARGET_LOSS);
        return target == null || lossOf(settings) != LossKind.RAW ? OptionalDouble.empty() : OptionalDouble.of(target);
    }

    /// Which loss such settings aim at.
    public static LossKind lossOf(Map<String, Double> settings) {
        return LossKind.calibrated(settings.getOrDefault(CALIBRATED, 0.0) != 0);
    }

    /// Between what a setting of [#toMap] may be.
    ///
    /// @throws IllegalArgumentException when there is no such setting
    public static SettingRange range(String name) {
        return Ranges.of(name);
    }

    /// With one of the settings of [#toMap] changed.
    ///
    /// @throws IllegalArgumentException when there is no such setting, or the value is not one that it may have
    public PruneSettings with(String name, double value) {
        Ranges.require(name, value);
        SortedMap<String, Double> map = toMap();
        map.put(name, value);
        return of(map, seed);
    }

    private static PruneSettings of(Map<String, Double> map, long seed) {
        Reader read = new Reader(map);
        return new PruneSettings(
                read.number(TARGET_LOSS),
                read.whole("maxNodes"),
                read.isOn("attribution") ? RankingMethod.ATTRIBUTION : RankingMethod.LEARNED_MASKS,
                seed,
                read.isOn("tied"),
                LossKind.calibrated(read.isOn(CALIBRATED)),
                read.isOn(ENDS),
                new MaskSettings(
                        read.whole("steps"),
                        read.whole("batchPairs"),
                        read.number("learningRate"),
                        read.number("warmUp"),
                        read.number("beta1"),
                        read.number("beta2"),
                        read.number("weightDecay"),
                        read.number("clip"),
                        read.number("temperature"),
                        read.number("initialBias"),
                        read.number("initialNoise"),
                        read.number("nodePrice"),
                        read.number("priceStep"),
                        read.number("smoothing"),
                        read.number("aim")),
                new SearchSettings(
                        read.whole("starts"),
                        read.number("heldBackShare"),
                        read.number("safetyMargin"),
                        read.whole("candidates"),
                        read.whole("kicks"),
                        read.number("noise")));
    }

    /// Settings by name.
    private record Reader(Map<String, Double> map) {
        double number(String name) {
            return Objects.requireNonNull(map.get(name), name);
        }

        int whole(String name) {
            double value = number(name);
            if (value != Math.rint(value)) {
                throw new IllegalArgumentException(name + ": expected a whole number, found " + value);
            }
            return (int) value;
        }

        boolean isOn(String name) {
            return whole(name) != 0;
        }
    }

    /// Every number but the seed, by name.
    public SortedMap<String, Double> toMap() {
        SortedMap<String, Double> map = new TreeMap<>();
        map.put(TARGET_LOSS, targetLoss);
        map.put("maxNodes", (double) maxNodes);
        map.put("attribution", ranking == RankingMethod.ATTRIBUTION ? 1.0 : 0.0);
        map.put("tied", tied ? 1.0 : 0.0);
        map.put(CALIBRATED, loss == LossKind.CALIBRATED ? 1.0 : 0.0);
        map.put(ENDS, ends ? 1.0 : 0.0);
        map.put("steps", (double) mask.steps());
        map.put("batchPairs", (double) mask.batchPairs());
        map.put("learningRate", mask.learningRate());
        map.put("warmUp", mask.warmUp());
        map.put("beta1", mask.beta1());
        map.put("beta2", mask.beta2());
        map.put("weightDecay", mask.weightDecay());
        map.put("clip", mask.clip());
        map.put("temperature", mask.temperature());
        map.put("initialBias", mask.initialBias());
        map.put("initialNoise", mask.initialNoise());
        map.put("nodePrice", mask.nodePrice());
        map.put("priceStep", mask.priceStep());
        map.put("smoothing", mask.smoothing());
        map.put("aim", mask.aim());
        map.put("starts", (double) search.starts());
        map.put("heldBackShare", search.heldBackShare());
        map.put("safetyMargin", search.safetyMargin());
        map.put("candidates", (double) search.candidates());
        map.put("kicks", (double) search.kicks());
        map.put("noise", search.noise());
        return map;
    }
}
