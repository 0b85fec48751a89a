package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {
    /// The model stands beside itself: both sides must come out alike.
    @Test
    void bothModelsAreSearchedAlikeAndWhatIsNotLearnedIsLeftOut(@TempDir Path folder) throws Exception {
        Path corpus = SampleCopy.in(folder)
                .withTask("lambda_func", 4)
                .withTask("var_swap", 12)
                .corpus();
        Path out = folder.resolve("evidence.md");
        CommandRun run = CommandRun.of(
                "evidence",
                folder,
                folder,
                "--corpus",
                corpus,
                "--json",
                "--fresh",
                "--set",
                "steps=150",
                "--kicks",
                "3",
                "--controls",
                "shuffled",
                "--out",
                out);
        assertThat(run.exitCode()).isZero();
        JsonNode rows = run.json().get("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("task").textValue()).isEqualTo("lambda_func");
        for (String size : new String[] {"nodes", "edges", "used_edges", "loss"}) {
            assertThat(rows.get(0).get("sparse").get(size))
                    .isEqualTo(rows.get(0).get("dense").get(size));
        }
        assertThat(rows.get(0).get("sparse").get("kicks").intValue()).isLessThanOrEqualTo(3);
        JsonNode controls = rows.get(0).get("controls");
        assertThat(controls).hasSize(1);
        assertThat(controls.get(0).get("control").textValue()).isEqualTo("shuffled answers");
        assertThat(controls.get(0).get("least_loss_of_a_batch").doubleValue()).isPositive();
        assertThat(Files.readString(out))
                .contains(
                        "--set steps=150.0 --kicks 3 --controls shuffled",
                        "| task | the task itself | shuffled answers |")
                .contains("| lambda_func |", "| ratio | 1.0 | 1.0 | 1.0 |", "cannot do var_swap.", "](evidence.svg)");
        assertThat(folder.resolve("evidence.svg")).content().contains("<svg");
    }

    /// Seconds differ from one search to the next, and are the same only where nothing was searched again.
    @Test
    void whatWasFoundBeforeIsNotSearchedAgain(@TempDir Path folder) throws Exception {
        Path corpus = SampleCopy.in(folder).withTask("lambda_func", 4).corpus();
        Path out = folder.resolve("evidence.md");
        Object[] command = {
            "evidence",
            folder,
            folder,
            "--corpus",
            corpus,
            "--json",
            "--kicks",
            "1",
            "--seed",
            "7",
            "--controls",
            "nonsense",
            "--out",
            out
        };
        CommandRun first = CommandRun.of(command);
        assertThat(first.exitCode()).isZero();
        String page = Files.readString(out);
        assertThat(CommandRun.of(command).json()).isEqualTo(first.json());
        assertThat(out).hasContent(page);
    }

    @Test
    void anUnknownControlIsRefused(@TempDir Path folder) {
        CommandRun run = CommandRun.of(
                "evidence",
                CommandRun.SAMPLE,
                CommandRun.SAMPLE,
                "--controls",
                "astrology",
                "--out",
                folder.resolve("evidence.md"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--controls: expected shuffled", "astrology")
                .hasLineCount(1);
    }

    @Test
    void aPageNeedsItsEnding(@TempDir Path folder) {
        CommandRun run = CommandRun.of(
                "evidence", CommandRun.SAMPLE, CommandRun.SAMPLE, "--out", folder.resolve("evidence.txt"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected a name that ends in .md").hasLineCount(1);
    }
}
