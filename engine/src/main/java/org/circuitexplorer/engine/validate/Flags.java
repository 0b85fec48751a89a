package org.circuitexplorer.engine.validate;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the reasons for doubt in a dossier. The thresholds are few and round, and none is fitted to a circuit.
///
/// *Close* is a loss nearer to the circuit's than to ln 2, what guessing costs. Circuit and model *part ways* where
/// they choose different answers on more than a tenth of the prompts.
final class Flags {
    /// What guessing costs, nats.
    static final double GUESSING = Math.log(2);

    static final double MOST_DISAGREEMENT = 0.1;

    /// How much more unseen pairs may cost than training pairs before it counts, nats.
    private static final double OVERFITTING = 0.02;

    /// Share of nodes that circuits of different seeds have in common before it counts.
    private static final double LEAST_OVERLAP = 0.5;

    private final Dossier dossier;
    private final Faithfulness of;
    private final List<Flag> flags = new ArrayList<>();

    private Flags(Dossier dossier) {
        this.dossier = dossier;
        this.of = dossier.faithfulness();
    }

    static List<Flag> of(Dossier dossier) {
        Flags flags = new Flags(dossier);
        flags.sufficiency();
        flags.necessity();
        flags.unseenPairs();
        flags.otherAblations();
        flags.variations();
        flags.interchange();
        flags.randomSets();
        flags.pruning();
        flags.seeds();
        return flags.flags;
    }

    /// A loss up to this is close to one. To a loss above that of guessing, only what is no larger is close.
    static double close(double loss) {
        return Math.max(loss, (loss + GUESSING) / 2);
    }

    private void add(Flag.Topic topic, String sentence) {
        flags.add(new Flag(topic, sentence));
    }

    private void sufficiency() {
        if (of.circuit().value() >= GUESSING / 2) {
            add(
                    Flag.Topic.SUFFICIENCY,
                    format(
                            ROOT,
                            "The circuit alone does not do the task: its loss is %.3f, where guessing costs %.3f.",
                            of.circuit().value(),
                            GUESSING));
        }
        if (of.disagreement().value() > MOST_DISAGREEMENT) {
            add(
                    Flag.Topic.SUFFICIENCY,
                    format(
                            ROOT,
                            "On the task's own unseen pairs circuit and model choose different answers at %.0f %% of the"
                                    + " prompts.",
                            100 * of.disagreement().value()));
        }
        if (of.nothing().value() <= dossier.closeLoss()) {
            add(
                    Flag.Topic.SUFFICIENCY,
                    format(
                            ROOT,
                            "With every node frozen the loss is already %.3f: there is little for a circuit to explain.",
                            of.nothing().value()));
        }
    }

    private void necessity() {
        if (of.without().value() >= GUESSING) return;
        add(
                Flag.Topic.NECESSITY,
                format(
                        ROOT,
                        "Without the circuit the model still does better than guessing (loss %.3f): it has another way to the"
                                + " answer.",
                        of.without().value()));
    }

    private void unseenPairs() {
        if (of.circuit().low() <= of.train().value() + OVERFITTING) return;
        add(
                Flag.Topic.UNSEEN_PAIRS,
                format(
                        ROOT,
                        "The circuit fits the pairs it was found with: its loss is %.3f there and %.3f on unseen pairs.",
                        of.train().value(),
                        of.circuit().value()));
    }

    private void otherAblations() {
        String others = dossier.ablations().stream()
                .filter(a ->
                        a.kind() != AblationKind.PRETRAINING_MEAN && a.loss().low() > dossier.closeLoss())
                .map(a ->
                        format(ROOT, "%.3f with %s", a.loss().value(), a.kind().label()))
                .collect(Collectors.joining(", "));
        if (others.isEmpty()) return;
        add(
                Flag.Topic.ABLATION,
                format(
                        ROOT,
                        "Sufficiency depends on what stands in place of the rest: the loss is %.3f with the pretraining"
                                + " mean, but %s.",
                        of.circuit().value(),
                        others));
    }

    private void variations() {
        for (VariationResult result : dossier.variations()) {
            if (result.disagreement().value() <= MOST_DISAGREEMENT) continue;
            add(
                    Flag.Topic.VARIATION,
                    format(
                            ROOT,
                            "Circuit and model part ways on prompts of the same kind (%s): they choose different answers at"
                                    + " %.0f %% of the prompts.",
                            result.kind().label(),
                            100 * result.disagreement().value()));
        }
    }

    private void interchange() {
        Interchange exchanged = dossier.interchange();
        if (exchanged.loss().low() <= dossier.closeLoss()) return;
        add(
                Flag.Topic.INTERCHANGE,
                format(
                        ROOT,
                        "Values of one histogram bin are not equivalent: exchanged between prompts at all nodes, the loss is"
                                + " %.3f instead of %.3f.",
                        exchanged.loss().value(),
                        exchanged.before().value()));
    }

    private void seeds() {
        dossier.seeds()
                .filter(seeds -> seeds.nodeJaccard() < LEAST_OVERLAP)
                .ifPresent(seeds -> add(
                        Flag.Topic.SEEDS,
                        format(
                                ROOT,
                                "Other seeds find other circuits: of the nodes of both, %.0f %% are shared on average.",
                                100 * seeds.nodeJaccard())));
    }

    private void randomSets() {
        if (dossier.randomSets().best() > dossier.closeLoss()) return;
        add(
                Flag.Topic.RANDOM_SETS,
                format(
                        ROOT,
                        "A random set of as many nodes comes close: loss %.3f, the circuit's is %.3f.",
                        dossier.randomSets().best(),
                        of.circuit().value()));
    }

    private void pruning() {
        for (PruningControl control : dossier.pruning().orElse(List.of())) {
            if (control.kind() == PruningControl.Kind.TASK || control.loss() > dossier.closeLoss()) continue;
            add(
                    Flag.Topic.PRUNED_CONTROL,
                    format(
                            ROOT,
                            "Pruning comes close where there is nothing to find (%s): loss %.3f with %d nodes, the circuit's is"
                                    + " %.3f, so at this size a low loss alone proves nothing.",
                            control.kind().description(),
                            control.loss(),
                            control.nodes(),
                            of.circuit().value()));
        }
    }
}
