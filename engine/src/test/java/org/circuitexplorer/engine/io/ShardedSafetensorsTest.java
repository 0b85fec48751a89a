package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedSafetensorsTest {
    @TempDir
    Path directory;

    private static LoadedModel load(Path path) throws Exception {
        return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
    }

    @Test
    void aShardedModelIsTheModel() throws Exception {
        Files.copy(Fixture.path("a_csp2/config.json"), directory.resolve("config.json"));
        List<List<NamedTensor>> shards = List.of(new ArrayList<>(), new ArrayList<>());
        List<String> index = new ArrayList<>();
        try (TensorFile file = TensorFile.open(Fixture.path("a_csp2/model.safetensors"))) {
            for (StoredTensor tensor : file.tensors().values()) {
                int shard = index.size() % 2;
                shards.get(shard).add(NamedTensor.of(tensor.name(), tensor.floats(), tensor.shape()));
                index.add("\"" + tensor.name() + "\": \"" + shardName(shard) + "\"");
            }
        }
        for (int s = 0; s < 2; s++) SafetensorsWriter.write(directory.resolve(shardName(s)), shards.get(s), Map.of());
        Path indexFile = directory.resolve("model.safetensors.index.json");
        Files.writeString(indexFile, "{\"weight_map\": {" + String.join(",", index) + "}}");

        LoadedModel whole = load(Fixture.path("a_csp2/model.safetensors"));
        LoadedModel sharded = load(directory);

        assertThat(sharded.weightsFile()).isEqualTo(indexFile);
        assertThat(sharded.transformer()).usingRecursiveComparison().isEqualTo(whole.transformer());
        assertThat(sharded.sha256()).isNotEqualTo(whole.sha256());
        assertThat(load(indexFile).sha256()).isEqualTo(sharded.sha256());

        Files.writeString(indexFile, "{\"weight_map\": {" + index.getFirst() + "}}");
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(shardName(0))
                .hasMessageContaining("is not where the index puts it");
    }

    private static String shardName(int shard) {
        return "model-0000" + (shard + 1) + "-of-00002.safetensors";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                | weight_map: is missing
            {"weight_map": {"a": "../x.safetensors"}}         | a: is the text "../x.safetensors", expected the name
            {"weight_map": {"a": "/etc/passwd"}}              | a: is the text "/etc/passwd", expected the name
            {"weight_map": {"a": 3}}                          | a: is 3, expected the name
            {"weight_map": {"a": "gone.safetensors"}}         | gone.safetensors: the file is missing
            {"weight_map": {"a": "b.safetensors"}}            | a: is not in b.safetensors
            """)
    void anIndexThatIsWrongIsRefused(String json, String message) throws Exception {
        SafetensorsWriter.write(
                directory.resolve("b.safetensors"), List.of(NamedTensor.of("b", new float[1], 1)), Map.of());
        Path index = Files.writeString(directory.resolve("x.safetensors.index.json"), json);

        assertThatThrownBy(() -> TensorFile.open(index))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }
}
