package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;
import org.circuitexplorer.app.bench.Machine;
import org.circuitexplorer.app.bench.Timing;
import org.circuitexplorer.engine.io.LoadedModel;

/// What `bench` found, as a page in Markdown.
///
/// @param command the command that gives this page
/// @param timings a peer's after the one of ours that it is compared with
/// @param notes sentences below the table
record BenchPage(String command, LoadedModel model, int threads, List<Timing> timings, List<String> notes) {
    /// Below so many milliseconds a tenth of one is too coarse.
    private static final double FINE = 10;

    private static final double MEGABYTE = 1e6;

    /// @param ourselves who made the timings that others are compared with
    String page(String ourselves) {
        StringBuilder page = new StringBuilder();
        page.append(format(
                ROOT,
                "# Timings of %s\n\nMade by `%s` (%s). %,d non-zero weights, %d threads; %s.\n\n",
                model.name(),
                command,
                ProgramName.withVersion(),
                model.transformer().nonZeroWeights(),
                threads,
                Machine.description()));
        page.append("Milliseconds; *heap* is what a run takes from it, *ratio* how many times as long as ours in the"
                + " line above.\n\n");
        page.append(
                "| | by | median | fastest | slowest | runs | heap, MB | ratio |\n|---|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < timings.size(); i++) page.append(line(i, ourselves));
        for (String note : notes) page.append("\n* ").append(note);
        Machine.mostMemory()
                .ifPresent(most ->
                        page.append("\n* the whole run had ").append(most).append(" of memory at most"));
        return page.append('\n').toString();
    }

    /// How many times as long as the timing of ours before it another's took; nothing for ours.
    static String ratio(List<Timing> timings, int i, String ourselves, String format) {
        if (timings.get(i).by().equals(ourselves)) return "";
        return format(ROOT, format, timings.get(i).median() / timings.get(i - 1).median());
    }

    private String line(int i, String ourselves) {
        Timing timing = timings.get(i);
        return format(
                ROOT,
                "| %s | %s | %s | %s | %s | %d | %s | %s |\n",
                timing.what(),
                timing.by(),
                milliseconds(timing.median()),
                milliseconds(timing.fastest()),
                milliseconds(timing.slowest()),
                timing.runs().length,
                timing.allocated().isPresent()
                        ? format(ROOT, "%.1f", timing.allocated().getAsLong() / MEGABYTE)
                        : "",
                ratio(timings, i, ourselves, "%.2f"));
    }

    private static String milliseconds(double time) {
        return format(ROOT, time < FINE ? "%.2f" : "%.1f", time);
    }
}
