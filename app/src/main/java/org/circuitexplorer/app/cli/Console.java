package org.circuitexplorer.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.circuitexplorer.engine.job.ProgressListener;

/// Where a command writes: results to standard output, progress to standard error.
final class Console {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String START_OF_LINE_AND_CLEAR = "\r\u001b[2K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean showProgress;

    Console(PrintWriter out, PrintWriter err, boolean showProgress) {
        this.out = out;
        this.err = err;
        this.showProgress = showProgress;
    }

    /// Whether a person is watching, so that a line may be written over.
    static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    void print(String line) {
        out.print(line + "\n");
        out.flush();
    }

    void json(Object result) {
        try {
            print(JSON.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void note(String sentence) {
        err.print(sentence + "\n");
        err.flush();
    }

    /// A listener that keeps one line of the terminal up to date, about ten times a second.
    ProgressListener progress() {
        return showProgress ? new ProgressLine() : ProgressListener.NONE;
    }

    private final class ProgressLine implements ProgressListener {
        private static final long INTERVAL = 100_000_000L;

        private long shownAt = System.nanoTime() - INTERVAL;

        @Override
        public synchronized void at(String what, long done, long total) {
            boolean finished = total > 0 && done >= total;
            if (!finished && System.nanoTime() - shownAt < INTERVAL) return;
            shownAt = System.nanoTime();
            String text = total > 0 ? String.format(Locale.ROOT, "%s %d %%", what, 100 * done / total) : what;
            err.print(START_OF_LINE_AND_CLEAR + (finished ? "" : text));
            err.flush();
        }
    }
}
