package org.circuitexplorer.app.cli;

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

    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}
