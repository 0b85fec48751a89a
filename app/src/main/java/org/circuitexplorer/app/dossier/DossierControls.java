package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.viewer.chart.Sense;

/// The controls beside the circuit: the same measure where there is nothing to find.
final class DossierControls {
    private final Dossier dossier;
    private final Judgement judgement;
    private final Table.Builder table = Table.of(
            Table.words(text("dossier.column.control")),
            Table.number(text("dossier.column.loss")),
            Table.words(text("dossier.column.size")),
            Table.words(text("dossier.column.distance")));

    DossierControls(Dossier dossier) {
        this.dossier = dossier;
        this.judgement = new Judgement(dossier);
    }

    Table table() {
        table.row(
                text("dossier.circuit"),
                DossierText.number(dossier.faithfulness().circuit().value()),
                text("dossier.size.nodes", dossier.document().circuit().size()),
                "");
        random(text("dossier.random.mean"), dossier.randomSets().mean());
        random(text("dossier.random.best"), dossier.randomSets().best());
        for (PruningControl.Kind kind : PruningControl.Kind.values()) pruned(kind);
        return table.table();
    }

    private void random(String label, double loss) {
        row(label, loss, text("dossier.size.draws", dossier.randomSets().draws()));
    }

    private void pruned(PruningControl.Kind kind) {
        Optional<PruningControl> found = dossier.pruning().orElse(List.of()).stream()
                .filter(c -> c.kind() == kind)
                .findFirst();
        if (found.isEmpty()) {
            table.row(label(kind), "–", text("dossier.notRun"), "");
        } else if (kind == PruningControl.Kind.TASK) {
            // The same search where there is something to find: it should come close.
            boolean close = judgement.control(found.get().loss()) == Sense.DOUBT;
            table.row(
                    label(kind),
                    DossierText.number(found.get().loss()),
                    text("dossier.size.nodes", found.get().nodes()),
                    close ? Sense.GOOD.signed(text("dossier.close")) : text("dossier.far"));
        } else {
            row(
                    label(kind),
                    found.get().loss(),
                    text("dossier.size.nodes", found.get().nodes()));
        }
    }

    private void row(String label, double loss, String size) {
        Sense sense = judgement.control(loss);
        boolean close = sense == Sense.DOUBT;
        String distance = sense.signed(close ? text("dossier.close") : text("dossier.far"));
        table.row(close, label, DossierText.number(loss), size, distance);
    }

    static String label(PruningControl.Kind kind) {
        return switch (kind) {
            case TASK -> text("dossier.control.task");
            case SHUFFLED_ANSWERS -> text("dossier.control.shuffled");
            case NONSENSE -> text("dossier.control.nonsense");
            case PERMUTED_WEIGHTS -> text("dossier.control.permuted");
            case RANDOM_WEIGHTS -> text("dossier.control.randomWeights");
        };
    }
}
