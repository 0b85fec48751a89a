package org.circuitexplorer.engine.synthetic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskWriter;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.tensor.Panel;

/// What a random model can be searched for: a task that it does by itself, and a corpus of random tokens to take means
/// over. All prompts end in the same token. Before it stands one of two tokens, by which the model prefers one of two
/// answers; what stands before that is random. Tokens and answers are those that the model tells apart best.
final class OwnAnswers {
    private static final int PAIRS = 64;
    private static final int LENGTH = 20;

    /// So many last tokens are tried, so many before each of them, each in so many prompts.
    private static final int LASTS = 6;

    private static final int CANDIDATES = 24;
    private static final int CONTEXTS = 6;

    /// In every pair each answer is so many nats ahead of the other.
    private static final float LEAD = 1;

    private static final int MOST_ROUNDS = 40;
    private static final int SEQUENCES = 64;

    private final ForwardPass pass;
    private final CheckpointShape shape;
    private final Random random;

    private OwnAnswers(ForwardPass pass, CheckpointShape shape) {
        this.pass = pass;
        this.shape = shape;
        this.random = new Random(shape.seed());
    }

    /// Two tokens before the last one, and the answers that the model gives to them.
    private record Contrast(int one, int other, int last, int toOne, int toOther, float lead) {}

    /// Writes `tasks/own_answers.json` and `corpus_sample_tokens_u16.bin` beside the weights; no task where the model
    /// answers too little clearly.
    static void write(Path folder, CheckpointShape shape) throws IOException, ModelFormatException {
        try (Workers workers = Workers.forThisMachine()) {
            ForwardPass pass = new ForwardPass(
                    ModelLoader.load(folder, ProgressListener.NONE, new CancelToken())
                            .transformer(),
                    workers);
            OwnAnswers made = new OwnAnswers(pass, shape);
            List<PromptPair> pairs = made.pairs();
            if (pairs.size() == 2 * PAIRS) {
                Files.createDirectories(folder.resolve("tasks"));
                Task task = new Task("own_answers", pairs.subList(0, PAIRS), pairs.subList(PAIRS, 2 * PAIRS));
                TaskWriter.write(folder.resolve("tasks/own_answers.json"), task);
            }
            AtomicFile.write(folder.resolve("corpus_sample_tokens_u16.bin"), made.corpus());
        }
    }

    /// Fewer than are wanted where too few are clear.
    private List<PromptPair> pairs() {
        Contrast contrast = IntStream.generate(() -> random.nextInt(shape.vocabulary()))
                .limit(LASTS)
                .mapToObj(this::contrast)
                .max(Comparator.comparingDouble(Contrast::lead))
                .orElseThrow();
        List<PromptPair> pairs = new ArrayList<>();
        for (int round = 0; pairs.size() < 2 * PAIRS && round < MOST_ROUNDS; round++) {
            List<int[]> prompts = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                int[] context = context();
                prompts.add(prompt(context, contrast.one, contrast.last));
                prompts.add(prompt(context, contrast.other, contrast.last));
            }
            Panel logits = logits(prompts);
            for (int i = 0; i < PAIRS && pairs.size() < 2 * PAIRS; i++) {
                if (lead(logits, 2 * i, contrast) < LEAD || -lead(logits, 2 * i + 1, contrast) < LEAD) continue;
                int[] one = prompts.get(2 * i);
                int[] other = prompts.get(2 * i + 1);
                pairs.add(new PromptPair("", "", one, other, contrast.toOne, contrast.toOther));
            }
        }
        return pairs;
    }

    /// The two of some tokens between which the model's next token differs most clearly, whatever stands before.
    private Contrast contrast(int last) {
        int[] tokens = random.ints(CANDIDATES, 0, shape.vocabulary()).toArray();
        List<int[]> prompts = new ArrayList<>();
        for (int token : tokens) {
            for (int c = 0; c < CONTEXTS; c++) prompts.add(prompt(context(), token, last));
        }
        Panel logits = logits(prompts);
        float[][] means = new float[CANDIDATES][shape.vocabulary()];
        for (int p = 0; p < prompts.size(); p++) {
            for (int v = 0; v < shape.vocabulary(); v++) means[p / CONTEXTS][v] += logits.get(v, p) / CONTEXTS;
        }
        Contrast best = new Contrast(0, 0, last, 0, 0, Float.NEGATIVE_INFINITY);
        for (int one = 0; one < CANDIDATES; one++) {
            for (int other = 0; other < one; other++) {
                Contrast found = contrast(tokens[one], means[one], tokens[other], means[other], last);
                if (found.lead > best.lead) best = found;
            }
        }
        return best;
    }

    /// The answers between which two tokens make the largest difference, and by how much the less clear of them leads.
    private static Contrast contrast(int one, float[] afterOne, int other, float[] afterOther, int last) {
        int toOne = 0;
        int toOther = 0;
        for (int v = 1; v < afterOne.length; v++) {
            if (afterOne[v] - afterOther[v] > afterOne[toOne] - afterOther[toOne]) toOne = v;
            if (afterOne[v] - afterOther[v] < afterOne[toOther] - afterOther[toOther]) toOther = v;
        }
        float lead = Math.min(afterOne[toOne] - afterOne[toOther], afterOther[toOther] - afterOther[toOne]);
        return new Contrast(one, other, last, toOne, toOther, lead);
    }

    private int[] context() {
        return random.ints(Math.min(LENGTH, shape.block()) - 2, 0, shape.vocabulary())
                .toArray();
    }

    private static int[] prompt(int[] context, int contrast, int last) {
        return IntStream.concat(IntStream.of(context), IntStream.of(contrast, last))
                .toArray();
    }

    private Panel logits(List<int[]> prompts) {
        return pass.run(TokenBatch.of(prompts), Interventions.NONE, Set.of(), LogitsAt.LAST)
                .requireLogits();
    }

    private static float lead(Panel logits, int prompt, Contrast contrast) {
        return logits.get(contrast.toOne, prompt) - logits.get(contrast.toOther, prompt);
    }

    private byte[] corpus() {
        int tokens = SEQUENCES * shape.block();
        ByteBuffer bytes = ByteBuffer.allocate(2 * tokens).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < tokens; t++) bytes.putShort((short) random.nextInt(shape.vocabulary()));
        return bytes.array();
    }
}
