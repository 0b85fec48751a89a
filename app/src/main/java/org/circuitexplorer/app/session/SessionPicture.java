package org.circuitexplorer.app.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.SavedSession;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.session.PastRun;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.GraphExport;
import org.circuitexplorer.viewer.graph.GraphLook;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// The graph of a session as the window draws it, without a window.
///
/// @param graph the graph
/// @param state what the circuit does, with what is ablated
/// @param runs what came of every change of the ablations
public record SessionPicture(GraphExport graph, Optional<CircuitState> state, List<PastRun> runs) {
    public SessionPicture {
        runs = List.copyOf(runs);
    }

    /// Whether what is drawn depends on statistics over the corpus.
    public static boolean needsStatistics(View view) {
        return view.look().colouring() == Colouring.PROMPT || view.look().colouring() == Colouring.MEAN;
    }

    public static SessionPicture of(SavedSession saved, Optional<CorpusStatistics> statistics, Theme theme) {
        Study study = Study.withoutWindow();
        GraphModel model = new GraphModel(study);
        study.statisticsProperty().set(statistics);
        study.show(saved.entry());
        TaskEntry entry = saved.entry();
        study.runs()
                .bringBack(saved.session().runs(), name -> Optional.of(entry).filter(e -> name.equals(e.name())));
        View view = saved.session().view();
        Views.restore(study, entry, view);
        CircuitPicture picture = model.pictureProperty().get();
        GraphLook look = GraphLook.plain(theme)
                .withSelected(view.selection().stream().map(NodeId::name).collect(Collectors.toSet()))
                .withMinimumWeight(view.look().minimumWeight());
        return new SessionPicture(
                new GraphExport(picture, LayeredLayout.of(picture.structure()), look),
                study.stateProperty().get(),
                study.runs().kept());
    }
}
