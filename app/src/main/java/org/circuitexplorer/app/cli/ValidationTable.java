package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import org.circuitexplorer.engine.validate.AblationLoss;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SeedOverlap;
import org.circuitexplorer.engine.validate.VariationResult;

/// A dossier as lines of text.
record ValidationTable(Dossier dossier) {

    void print(Console console) {
        console.print(format(
                ROOT,
                "%s, %d nodes, %d edges, %d unseen pairs; in brackets 95 %% intervals over pairs",
                dossier.document().task().name(),
                dossier.document().circuit().size(),
                dossier.document().edges().size(),
                dossier.pairs()));
        Faithfulness f = dossier.faithfulness();
        line(console, "loss of the model", f.model());
        line(console, "loss of the circuit alone", f.circuit());
        line(console, "  calibrated on training pairs", f.calibrated());
        line(console, "  on the training pairs", f.train());
        for (AblationLoss a : dossier.ablations())
            line(console, "  rest: " + a.kind().label(), a.loss());
        line(console, "loss without the circuit", f.without());
        line(console, "loss with everything frozen", f.nothing());
        dossier.weakestPair().ifPresent(pair -> line(console, "least that losing two nodes adds", pair.rise()));
        line(console, "faithfulness F", f.faithfulness());
        line(console, "KL(model || circuit), nats", f.divergence());
        line(console, "  after random knock-outs", dossier.completeness().divergence());
        console.print(format(
                ROOT,
                "%-36s %8.3f  CMD %.3f",
                "CPR over sizes",
                dossier.sizes().performanceRatio(),
                dossier.sizes().modelDistance()));
        line(
                console,
                "values exchanged within bins, loss",
                dossier.interchange().loss());
        line(console, "  answers that change", dossier.interchange().disagreement());
        console.print(format(
                ROOT, "%-36s %8d", "redundant copies", dossier.copies().copies().size()));
        if (!dossier.copies().copies().isEmpty()) {
            line(
                    console,
                    "  merged into their originals, loss",
                    dossier.copies().merged());
        }
        console.print(format(
                ROOT,
                "%-36s %8d  of %d",
                "tokens that matter",
                dossier.ends().needed().size(),
                dossier.ends().seen()));
        line(console, "answers that differ from the model's", f.disagreement());
        for (VariationResult v : dossier.variations())
            line(console, "  " + v.kind().label(), v.disagreement());
        console.print(format(
                ROOT,
                "%-36s %8.3f  best %.3f of %d",
                "loss of random sets, mean",
                dossier.randomSets().mean(),
                dossier.randomSets().best(),
                dossier.randomSets().draws()));
        dossier.pruning().ifPresent(controls -> controls.forEach(c -> line(console, c)));
        dossier.seeds().ifPresent(seeds -> {
            for (int i = 0; i < seeds.others().size(); i++) line(console, seeds, i);
        });
        for (Flag flag : dossier.flags()) console.print("flag: " + flag.sentence());
        console.print("verdict: " + dossier.verdict().level().label() + ". "
                + dossier.verdict().sentence());
    }

    private static void line(Console console, String name, Estimate e) {
        console.print(format(ROOT, "%-36s %8.3f  [%.3f, %.3f]", name, e.value(), e.low(), e.high()));
    }

    private static void line(Console console, SeedOverlap seeds, int number) {
        SeedOverlap.Other other = seeds.others().get(number);
        console.print(format(
                ROOT,
                "%-36s %8.3f  %d nodes, %d edges, shared %.0f %% and %.0f %%; same answers %.3f [%.3f, %.3f]",
                "  seed " + other.seed(),
                other.loss(),
                other.nodes(),
                other.edges(),
                100 * seeds.nodeJaccard(number),
                100 * seeds.edgeJaccard(number),
                other.agreement().value(),
                other.agreement().low(),
                other.agreement().high()));
    }

    private static void line(Console console, PruningControl control) {
        console.print(format(
                ROOT,
                "%-36s %8.3f  %d nodes",
                "  pruned: " + control.kind().name().toLowerCase(ROOT).replace('_', ' '),
                control.loss(),
                control.nodes()));
    }
}
