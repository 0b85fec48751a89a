package org.circuitexplorer.app.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// Times whole passes of this program, and the same passes of every [Peer] on the class path, turn by turn.
public final class Benchmark {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration REST = Duration.ofSeconds(1);

    /// Our turns for each of a peer's, which take so much longer.
    private static final int TURNS = 5;

    /// Logits count as the same when they differ by less than this share of the largest.
    private static final float SAME = 1e-4f;

    private final SparseTransformer model;
    private final double warmUpSeconds;
    private final int repetitions;
    private final ProgressListener progress;
    private final List<Timing> timings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /// @param warmUpSeconds how long each kind of work runs untimed first
    /// @param repetitions timed runs of each kind of work
    public Benchmark(SparseTransformer model, double warmUpSeconds, int repetitions, ProgressListener progress) {
        this.model = model;
        this.warmUpSeconds = warmUpSeconds;
        this.repetitions = repetitions;
        this.progress = progress;
    }

    /// What was timed, in the order of the work.
    public List<Timing> timings() {
        return List.copyOf(timings);
    }

    /// What is to be said of the comparison: how far the logits of a peer differ from ours, why one could not run.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// @param device where whole passes are computed
    /// @param workers the threads of everything else, which the peers may use too
    public void run(ModelOnDevice device, Workers workers, String ourselves) {
        Workload work = new Workload(device, workers);
        alone("prompt of 10 tokens, last logits", ourselves, work.lastLogits(work.sequences(1, 10)[0]));
        alone("mask step of 64 pairs of 20 tokens, forward", ourselves, work.maskStep(false));
        alone("mask step of 64 pairs of 20 tokens, forward and backward", ourselves, work.maskStep(true));
        alone("one of 100 nodes switched, 64 pairs of 20 tokens", ourselves, work.toggle(), Workload.CIRCUIT_NODES);
        alone("each of 100 nodes switched in turn, 64 pairs of 20 tokens", ourselves, work.sweep());
        List<Peer> peers = peers();
        for (int count : new int[] {1, 8}) {
            int[][] sequences = work.sequences(count, 256);
            compare(work, sequences, peers, workers.threads(), ourselves);
            if (workers.threads() > 1) besideOneThread(work, sequences, ourselves);
        }
    }

    /// What a click costs: one node after the other of a circuit switched off, over some pairs of its task.
    ///
    /// @param device where the model is
    /// @param task its task: the first 64 of its unseen pairs are taken, or where it has none of its training pairs
    public void runCircuit(ModelOnDevice device, Workers workers, Circuit circuit, Task task, String ourselves) {
        List<PromptPair> pairs = task.test().isEmpty() ? task.train() : task.test();
        List<PromptPair> some = pairs.subList(0, Math.min(Workload.PAIRS, pairs.size()));
        alone(
                "one of %d nodes of %s switched, %d pairs".formatted(circuit.size(), task.name(), some.size()),
                ourselves,
                new Workload(device, workers).toggle(circuit, some),
                circuit.size());
    }

    /// What sharing the work between threads is worth.
    private void besideOneThread(Workload work, int[][] sequences, String ourselves) {
        try (Workers one = new Workers(1);
                ModelOnDevice alone = CpuDevice.open(model, one)) {
            Supplier<float[]> shared = work.forward(sequences);
            Supplier<float[]> single = new Workload(alone, one).forward(sequences);
            warmUp(single);
            double[] sharedRuns = new double[repetitions];
            double[] singleRuns = new double[repetitions];
            for (int i = 0; i < repetitions; i++) {
                singleRuns[i] = Timing.milliseconds(single);
                sharedRuns[i] = Timing.milliseconds(shared);
            }
            String what = forward(sequences) + ", turn by turn with one thread";
            report(new Timing(what, ourselves, sharedRuns));
            report(new Timing(what, "one thread", singleRuns));
        }
    }

    private static String forward(int[][] sequences) {
        return "forward %d x %d tokens, all logits".formatted(sequences.length, sequences[0].length);
    }

    private List<Peer> peers() {
        List<Peer> willing = new ArrayList<>();
        try {
            for (Peer peer : ServiceLoader.load(Peer.class)) {
                Optional<String> refusal = peer.refusal(model.config());
                if (refusal.isPresent()) notes.add(peer.name() + ": " + refusal.get());
                else willing.add(peer);
            }
        } catch (ServiceConfigurationError e) {
            notes.add("a program to compare with could not be started: " + e.getMessage());
        }
        return willing;
    }

    private void alone(String what, String by, Supplier<?> work) {
        alone(what, by, work, repetitions);
    }

    /// @param least runs, where they differ from each other
    private void alone(String what, String by, Supplier<?> work, int least) {
        warmUp(work);
        double[] runs = new double[Math.max(least, repetitions)];
        long before = THREADS.getTotalThreadAllocatedBytes();
        for (int i = 0; i < runs.length; i++) runs[i] = Timing.milliseconds(work);
        long allocated = (THREADS.getTotalThreadAllocatedBytes() - before) / runs.length;
        report(new Timing(what, by, runs, OptionalLong.of(allocated)));
    }

    private void compare(Workload work, int[][] sequences, List<Peer> peers, int threads, String ourselves) {
        String what = forward(sequences);
        Supplier<float[]> ours = work.forward(sequences);
        if (peers.isEmpty()) alone(what, ourselves, ours);
        for (Peer peer : peers) {
            try (Peer.Session session = peer.open(model, threads)) {
                inTurns(what, peer.name(), () -> session.logits(sequences), ourselves, ours);
            }
        }
    }

    /// One run of the other after some of ours, so that whatever else the machine does falls on both.
    private void inTurns(
            String what, String other, Supplier<float[]> theirs, String ourselves, Supplier<float[]> ours) {
        float[] expected = theirs.get();
        warmUp(ours);
        double[] theirRuns = new double[repetitions];
        double[] ourRuns = new double[repetitions * TURNS];
        for (int i = 0; i < repetitions; i++) {
            rest();
            theirRuns[i] = Timing.milliseconds(theirs);
            rest();
            for (int turn = 0; turn < TURNS; turn++) ourRuns[i * TURNS + turn] = Timing.milliseconds(ours);
        }
        report(new Timing(what, ourselves, ourRuns));
        report(new Timing(what, other, theirRuns));
        notes.add(difference(what, other, expected, ours.get()));
    }

    /// Between the turns of two programs: the threads of one may go on waiting busily for a while after its pass.
    private static void rest() {
        LockSupport.parkNanos(REST.toNanos());
    }

    /// A value at the boundary of AbsTopK may be kept by one program and dropped by the other, because they round
    /// differently; from there on a token's logits differ visibly. So the tokens that agree are counted.
    private String difference(String what, String other, float[] expected, float[] found) {
        int width = model.config().vocabularySize();
        float largest = 0;
        for (float logit : expected) largest = Math.max(largest, Math.abs(logit));
        int agreeing = 0;
        float difference = 0;
        for (int from = 0; from < expected.length; from += width) {
            float ofToken = 0;
            for (int i = from; i < from + width; i++) {
                ofToken = Math.max(ofToken, Math.abs(expected[i] - found[i]));
            }
            if (ofToken > SAME * largest) continue;
            agreeing++;
            difference = Math.max(difference, ofToken);
        }
        return "%s: the logits of %d of %d tokens agree with those of %s, to %.2g; the largest is %.3g"
                .formatted(what, agreeing, expected.length / width, other, difference, largest);
    }

    private void report(Timing timing) {
        timings.add(timing);
        progress.at(timing.what() + ": " + Math.round(timing.median()) + " ms", 0, 0);
    }

    /// Until the virtual machine has compiled what runs.
    private void warmUp(Supplier<?> work) {
        double spent = 0;
        while (spent < 1000 * warmUpSeconds) spent += Timing.milliseconds(work);
    }
}
