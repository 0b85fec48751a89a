package org.circuitexplorer.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.circuitexplorer.app.dossier.DossierReport;
import org.circuitexplorer.app.report.Html;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.RunHistory;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.PastRun;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.viewer.graph.GraphExport;

/// A circuit as it is shown, on one page of HTML that needs nothing else: its picture, all its numbers, and what is
/// needed to find it again. Equal circuits and views give equal pages.
///
/// @param picture the graph as it is shown
/// @param state what it does with what is ablated, empty where nothing was run
/// @param runs what was tried with it and with other tasks
/// @param dossier how far it can be trusted, empty where no validation is known
public record CircuitReport(
        CircuitDocument document,
        GraphExport picture,
        Optional<CircuitState> state,
        List<PastRun> runs,
        Optional<Dossier> dossier) {
    /// More runs than these are folded away.
    private static final int SEEN_RUNS = 24;

    public CircuitReport {
        runs = runs.stream()
                .filter(run -> run.task().equals(document.task().name()))
                .toList();
    }

    public byte[] content() {
        String title =
                text("report.title", document.task().name(), document.model().name());
        Html page = new Html(title)
                .heading(title)
                .faint(subject())
                .section(text("report.view"), text("report.view.explained"), Html.wide(picture.svg(title)));
        state.filter(s -> !s.ablations().isNone()).ifPresent(s -> addAblated(page, s));
        if (!runs.isEmpty()) addRuns(page);
        page.section(text("report.losses"), text("report.losses.explained"), Html.table(losses()));
        page.section(text("report.nodes"), text("report.nodes.explained"), Html.table(nodes().withoutEmptyColumns()));
        page.section(text("report.edges"), text("report.edges.explained"), Html.table(edges()));
        page.section(text("report.again"), text("report.again.explained"), Html.table(provenance()));
        page.heading(text("report.trust"));
        dossier.ifPresentOrElse(d -> DossierReport.add(d, page), () -> page.faint(text("report.trust.unknown")));
        return page.page().getBytes(UTF_8);
    }

    private String subject() {
        Object[] said = {
            document.circuit().size(),
            document.edges().size(),
            document.provenance().program(),
            document.provenance().created()
        };
        return document.published().isPresent() ? text("report.subject.published", said) : text("report.subject", said);
    }

    private static void addAblated(Html page, CircuitState state) {
        Ablations ablated = state.ablations();
        Table.Builder table = Table.of(
                Table.words(text("report.column.ablated")),
                Table.words(text("report.column.how")),
                Table.words(text("report.column.tokens")));
        if (ablated.inverted()) table.row(text("report.inverted"), "", "");
        ablated.byNode()
                .forEach((node, how) -> table.row(
                        node.name(),
                        how.label(),
                        ablated.positionsOf(node)
                                .map(p -> p.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                                .orElse(text("report.everyToken"))));
        ablated.edges().forEach(edge -> table.row(edge.toString(), text("report.edge"), text("report.everyToken")));
        page.section(
                text("report.ablated"),
                text(
                        "report.ablated.explained",
                        number(state.losses().now()),
                        number(state.losses().circuit().orElse(state.losses().model()))),
                Html.table(table.table()));
    }

    private void addRuns(Html page) {
        Table.Builder table = Table.of(
                Table.number(text("report.column.run")),
                Table.words(text("report.column.done")),
                Table.number(text("report.column.loss")),
                Table.number(text("report.column.rise")),
                Table.number(text("report.column.right")));
        for (PastRun run : runs) {
            table.row(
                    Integer.toString(table.size() + 1),
                    RunHistory.described(run.ablations()),
                    number(run.loss()),
                    "%+.4f".formatted(run.rise()),
                    "%.1f %%".formatted(100 * run.accuracy()));
        }
        String listed = Html.table(table.table());
        page.section(
                text("report.runs"),
                text("report.runs.explained"),
                runs.size() > SEEN_RUNS ? Html.folded(text("report.runs.fold", runs.size()), listed) : listed);
    }

    private Table losses() {
        Table.Builder table = Table.of(
                Table.words(text("report.column.pairs")),
                Table.number(text("report.column.model")),
                Table.number(text("report.column.circuit")),
                Table.number(text("report.column.calibrated")),
                Table.number(text("report.column.without")));
        document.losses()
                .forEach((name, l) -> table.row(
                        name,
                        number(l.model()),
                        number(l.circuit()),
                        number(l.calibrated()),
                        number(l.withoutCircuit())));
        return table.table();
    }

    private Table nodes() {
        Table.Builder table = Table.of(
                Table.words(text("report.column.node")),
                Table.number(text("report.column.effect")),
                Table.number(text("report.column.tau")),
                Table.words(text("report.column.label")),
                Table.words(text("report.column.group")),
                Table.words(text("report.column.rule")),
                Table.words(text("report.column.note")));
        for (Map.Entry<NodeId, NodeInfo> node : document.circuit().nodes().entrySet()) {
            NodeInfo info = node.getValue();
            table.row(
                    node.getKey().name(),
                    number(info.effect()),
                    number(info.tau()),
                    info.label(),
                    info.group(),
                    info.rule().map(r -> r.rule().written()).orElse(""),
                    info.note());
        }
        return table.table();
    }

    private Table edges() {
        Optional<Set<CircuitEdge>> unused = document.used().map(u -> u.unusedOf(document.edges()));
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.words(text("report.column.from")),
                Table.words(text("report.column.to")),
                Table.number(text("report.column.weight")),
                Table.words(text("report.column.parameter")),
                Table.number(text("report.column.row")),
                Table.number(text("report.column.column"))));
        if (unused.isPresent()) columns.add(Table.words(text("report.column.used")));
        Table.Builder table = Table.of(columns.toArray(Table.Column[]::new));
        for (CircuitEdge edge : document.edges()) {
            List<String> cells = new ArrayList<>(List.of(
                    edge.source().name(),
                    edge.target().name(),
                    Float.toString(edge.weight()),
                    edge.parameter(),
                    Integer.toString(edge.row()),
                    Integer.toString(edge.column())));
            unused.ifPresent(u -> cells.add(u.contains(edge) ? text("report.no") : text("report.yes")));
            table.row(cells.toArray(String[]::new));
        }
        return table.table();
    }

    private Table provenance() {
        Table.Builder table = Table.of(
                        Table.words(text("report.column.what")), Table.words(text("report.column.value")))
                .row(text("report.made.model"), document.model().name())
                .row(text("report.made.weights"), document.model().sha256())
                .row(text("report.made.config"), document.model().config())
                .row(text("report.made.task"), document.task().name())
                .row(text("report.made.pairs"), document.task().pairs())
                .row(text("report.made.by"), document.provenance().program())
                .row(text("report.made.at"), document.provenance().created().toString())
                .row(
                        text("report.made.complete"),
                        document.provenance().complete() ? text("report.yes") : text("report.no"))
                .row(
                        text("report.made.seed"),
                        Long.toString(document.provenance().seed()));
        document.provenance()
                .settings()
                .forEach((name, value) -> table.row(text("report.made.setting", name), Double.toString(value)));
        return table.table();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        String written = "%.4f".formatted(Math.abs(value));
        return value < 0 && Double.parseDouble(written) != 0 ? "-" + written : written;
    }
}
