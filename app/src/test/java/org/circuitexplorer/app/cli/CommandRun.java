package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What a command line gave.
///
/// @param exitCode what the shell would see
/// @param out standard output
/// @param err standard error
record CommandRun(int exitCode, String out, String err) {
    /// The sample model.
    static final Path SAMPLE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models"))).resolve("tinypython-3L");

    /// Files of the engine's tests: models with what the public reference code gave for them.
    static final Path FIXTURES =
            SAMPLE.resolve("../../engine/src/test/resources/fixtures").normalize();

    static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Commands.addTo(new CommandLine(CommandSpec.create().name("circuit-explorer")));
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode =
                program.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /// Exports a circuit, which succeeds in silence on standard error.
    ///
    /// @param more further options
    static CommandRun export(Path circuit, Path file, Object... more) {
        Object[] arguments = new Object[4 + more.length];
        arguments[0] = "export";
        arguments[1] = circuit;
        arguments[2] = "--to";
        arguments[3] = file;
        System.arraycopy(more, 0, arguments, 4, more.length);
        CommandRun run = of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run;
    }

    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}
