package org.circuitexplorer.engine.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.circuitexplorer.engine.io.CorpusReader;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigModelTest {
    private static final String SMALL =
            "n_layer=3,d_model=128,n_head=8,d_head=16,d_mlp=512,vocab_size=96,block_size=32,density=0.06";

    @TempDir
    Path directory;

    private LoadedModel write(String folder, String settings) throws Exception {
        BigModel.main(new String[] {directory.resolve(folder).toString(), settings});
        return ModelLoader.load(directory.resolve(folder), ProgressListener.NONE, new CancelToken());
    }

    @Test
    void aCheckpointOpensWithTheSizesAndTheDensityAskedFor() throws Exception {
        LoadedModel model = write("model", SMALL);
        ModelConfig config = model.transformer().config();

        assertThat(model.warnings()).isEmpty();
        assertThat(config.layers()).isEqualTo(3);
        assertThat(config.topKPlaces()).hasSize(8);
        assertThat(config.sink() && config.bigram()).isTrue();
        assertThat(model.transformer().nonZeroWeights() / (double) (model.parameterCount() - 96 * 96))
                .isBetween(0.05, 0.07);
    }

    @Test
    void theSeedDecidesEveryByte() throws Exception {
        String first = write("first", SMALL).sha256();

        assertThat(write("again", SMALL).sha256()).isEqualTo(first);
        assertThat(write("other", SMALL + ",seed=1").sha256()).isNotEqualTo(first);
    }

    @Test
    void itsTaskIsOneThatItCanDo() throws Exception {
        LoadedModel model = write("model", SMALL);
        ModelConfig config = model.transformer().config();
        Task task = TaskReader.read(directory.resolve("model/tasks/own_answers.json"), config);

        try (Workers workers = Workers.forThisMachine()) {
            assertThat(TaskReport.of(model.transformer(), task, workers).isLearned())
                    .isTrue();
        }
        assertThat(CorpusReader.tokens(directory.resolve("model/corpus_sample_tokens_u16.bin"), 96))
                .hasSize(64 * 32);
    }

    @Test
    void attentionAndTopKHaveWorkToDo() throws Exception {
        LoadedModel model = write("model", SMALL);
        int[] tokens = new int[32];
        for (int t = 0; t < tokens.length; t++) tokens[t] = 7 * t % 96;
        Site queries = new Site(2, SiteKind.ATTN_Q);
        Site finals = model.transformer().config().sites().getLast();
        try (Workers workers = Workers.forThisMachine()) {
            Activations seen = new ForwardPass(model.transformer(), workers)
                    .run(TokenBatch.of(tokens), Interventions.NONE, Set.of(queries, finals), LogitsAt.ALL);

            assertThat(nonZeros(seen.at(queries))).isEqualTo(32 * 128 / 4);
            assertThat(rootMeanSquare(seen.at(finals))).isBetween(0.2, 5.0);
        }
    }

    private static int nonZeros(Panel panel) {
        int count = 0;
        for (float value : panel.toRowMajor()) if (value != 0) count++;
        return count;
    }

    private static double rootMeanSquare(Panel panel) {
        double sum = 0;
        float[] values = panel.toRowMajor();
        for (float value : values) sum += (double) value * value;
        return Math.sqrt(sum / values.length);
    }

    @Test
    void unknownSettingsAreRefused() {
        assertThatThrownBy(() -> CheckpointShape.parse("d_modl=3")).hasMessageContaining("d_modl=3");
        assertThatThrownBy(() -> CheckpointShape.parse("n_head=7")).hasMessageContaining("n_head 7");
        assertThat(Files.exists(directory.resolve("model"))).isFalse();
    }
}
