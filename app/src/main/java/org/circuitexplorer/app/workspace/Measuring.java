package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.util.Subscription;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.StatisticsCache;
import org.circuitexplorer.engine.task.TaskReport;

/// Measures the open model: how every node behaves over the corpus, and how well the whole model does its tasks.
final class Measuring {
    private final Workspace workspace;
    private final Workers workers;
    private Subscription firstState = Subscription.EMPTY;

    Measuring(Workspace workspace, Workers workers) {
        this.workspace = workspace;
        this.workers = workers;
    }

    /// The first picture does not wait for what takes longer.
    void beginOnceShown(OpenModel opened) {
        Study study = workspace.study();
        firstState.unsubscribe();
        firstState = Subscription.EMPTY;
        if (study.entry().isEmpty() || study.stateProperty().get().isPresent()) {
            scan(opened);
            return;
        }
        firstState = study.stateProperty().subscribe((before, state) -> {
            if (state.isEmpty() || !isOpen(opened)) return;
            firstState.unsubscribe();
            scan(opened);
        });
    }

    /// Scans the corpus, then measures the tasks: one after the other, so that the histograms do not wait for both.
    private void scan(OpenModel opened) {
        Study study = workspace.study();
        if (opened.corpus().isEmpty()) tasks(opened, List.copyOf(workspace.tasks()));
        opened.corpus().ifPresent(corpus -> {
            StatisticsCache cache = new StatisticsCache(List.of(opened.loaded().directory(), workspace.cacheFolder()));
            Job scanning = workspace
                    .ofModel()
                    .start(
                            text("job.corpus"),
                            (progress, cancel) -> cache.readOrScan(opened.loaded(), corpus, workers, progress, cancel)
                                    .statistics(),
                            statistics -> {
                                if (isOpen(opened)) study.statisticsProperty().set(Optional.of(statistics));
                            },
                            () -> {
                                if (!isOpen(opened)) return;
                                study.scanningProperty().set(Optional.empty());
                                tasks(opened, List.copyOf(workspace.tasks()));
                            });
            study.scanningProperty().set(Optional.of(scanning));
        });
    }

    /// Measures how well the whole model does some tasks.
    void tasks(OpenModel opened, List<TaskEntry> entries) {
        workspace
                .ofModel()
                .start(
                        text("job.measuring"),
                        (progress, cancel) -> {
                            Map<TaskEntry, TaskReport> reports = new LinkedHashMap<>();
                            for (TaskEntry entry : entries) {
                                cancel.throwIfCancelled();
                                progress.at(entry.name(), reports.size(), entries.size());
                                reports.put(entry, TaskReport.of(opened.transformer(), entry.task(), workers));
                            }
                            return reports;
                        },
                        reports -> reports.forEach(
                                (entry, report) -> entry.modelReportProperty().set(Optional.of(report))));
    }

    private boolean isOpen(OpenModel opened) {
        return Optional.of(opened).equals(workspace.model());
    }
}
