package org.circuitexplorer.app.dossier;

import org.circuitexplorer.engine.validate.AblationKind;
import org.circuitexplorer.engine.validate.AblationLoss;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.viewer.chart.Sense;

/// What figures of a dossier mean: a doubt where it raises a flag, close where the bound of that flag lies within the
/// interval, else good.
record Judgement(Dossier dossier) {
    private static Sense of(boolean flagged, Estimate e, double bound) {
        if (flagged) return Sense.DOUBT;
        return e.low() <= bound && bound <= e.high() ? Sense.CLOSE : Sense.GOOD;
    }

    /// Is it sufficient?
    Sense circuit() {
        Estimate loss = of().circuit();
        return of(loss.value() >= Dossier.GUESSING / 2, loss, Dossier.GUESSING / 2);
    }

    /// Is it necessary?
    Sense without() {
        Estimate loss = of().without();
        return of(loss.value() < Dossier.GUESSING, loss, Dossier.GUESSING);
    }

    /// Is there anything to explain?
    Sense nothing() {
        Estimate loss = of().nothing();
        return of(loss.value() <= dossier.closeLoss(), loss, dossier.closeLoss());
    }

    /// Can no node go?
    Sense needed(long nodes) {
        return nodes == dossier.nodes().size() ? Sense.GOOD : Sense.CLOSE;
    }

    /// The first kind of ablation is what the circuit was found with.
    Sense ablation(AblationLoss a) {
        if (a.kind() == AblationKind.PRETRAINING_MEAN) return Sense.PLAIN;
        return of(a.loss().low() > dossier.closeLoss(), a.loss(), dossier.closeLoss());
    }

    static Sense disagreement(Estimate share) {
        return of(share.value() > Dossier.MOST_DISAGREEMENT, share, Dossier.MOST_DISAGREEMENT);
    }

    /// Of a control, which is to be far.
    Sense control(double loss) {
        return loss <= dossier.closeLoss() ? Sense.DOUBT : Sense.GOOD;
    }

    private Faithfulness of() {
        return dossier.faithfulness();
    }
}
