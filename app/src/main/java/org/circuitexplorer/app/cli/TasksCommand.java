package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.task.TaskResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tasks MODEL`
@Command(name = "tasks", description = "Show how well a model does each task, and which it cannot do.")
final class TasksCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        LoadedModel loaded = model.load(console);
        List<TaskReport> reports = new ArrayList<>();
        try (Workers workers = Workers.forThisMachine()) {
            List<Task> all = tasks.read(loaded);
            ProgressListener progress = console.progress();
            for (Task task : all) {
                progress.at("running tasks", reports.size(), all.size());
                reports.add(TaskReport.of(loaded.transformer(), task, workers));
            }
            progress.at("running tasks", reports.size(), all.size());
        }
        if (common.json())
            console.json(reports.stream().map(TasksCommand::asMap).toList());
        else print(console, loaded, reports);
        return ExitCode.DONE;
    }

    private static void print(Console console, LoadedModel loaded, List<TaskReport> reports) {
        console.print(format(
                ROOT,
                "%-32s %6s %9s %8s %6s %9s %8s",
                "task",
                "train",
                "accuracy",
                "loss",
                "test",
                "accuracy",
                "loss"));
        for (TaskReport report : reports) {
            console.print(format(
                    ROOT,
                    "%-32s%s%s%s",
                    report.task(),
                    columns(report.train()),
                    columns(report.test()),
                    remark(report)));
        }
        List<String> notLearned = reports.stream()
                .filter(r -> !r.isLearned())
                .map(TaskReport::task)
                .toList();
        if (!notLearned.isEmpty()) {
            console.print(format(
                    ROOT,
                    "%s cannot do %s: no circuit can be found for what a model does not do.",
                    loaded.name(),
                    String.join(", ", notLearned)));
        }
        console.print(format(
                ROOT,
                "Losses in nats per prompt; guessing is %.3f. Accuracy: share of prompts with the wanted answer ahead.",
                Math.log(2)));
    }

    private static String columns(Optional<TaskResult> result) {
        return result.map(r ->
                        format(Locale.ROOT, " %6d %8.1f%% %8.4f", r.losses().length / 2, 100 * r.accuracy(), r.loss()))
                .orElse(format(ROOT, " %6s %9s %8s", "-", "-", "-"));
    }

    private static String remark(TaskReport report) {
        return report.isLearned() ? "" : "  cannot do it";
    }

    private static Map<String, Object> asMap(TaskReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", report.task());
        report.train().ifPresent(r -> map.put("train", asMap(r)));
        report.test().ifPresent(r -> map.put("test", asMap(r)));
        map.put("learned", report.isLearned());
        return map;
    }

    private static Map<String, Object> asMap(TaskResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", result.losses().length / 2);
        map.put("accuracy", result.accuracy());
        map.put("loss", result.loss());
        return map;
    }
}
