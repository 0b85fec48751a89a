package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.NodeMeans;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.tensor.Panel;

/// The circuit with everything outside it replaced in one way or another.
final class OtherAblations {
    private final Subject subject;
    private final PairRunner runner;
    private final Optional<Corpus> corpus;
    private final ForwardPass pass;
    private final float[] mask;

    OtherAblations(Subject subject, PairRunner runner, Optional<Corpus> corpus) {
        this.subject = subject;
        this.runner = runner;
        this.corpus = corpus;
        this.pass = new ForwardPass(subject.model(), subject.workers());
        this.mask = subject.mask();
    }

    /// The kinds that can be tried: without a corpus nothing is drawn from it.
    List<AblationKind> kinds() {
        return List.of(AblationKind.values()).stream()
                .filter(kind -> kind != AblationKind.CORPUS || corpus.isPresent())
                .toList();
    }

    Outcome run(AblationKind kind, long seed) {
        return switch (kind) {
            case PRETRAINING_MEAN -> runner.run(subject.circuitAlone());
            case TASK_MEAN -> runner.run(Interventions.ofMask(subject.index(), mask, taskMeans()));
            case ZERO -> runner.run(Interventions.ofMask(subject.index(), mask, new float[mask.length]));
            case OTHER_PROMPT -> runner.runEach(this::fromOtherPrompt);
            case CORPUS -> {
                Random random = new Random(seed);
                yield runner.runEach(prompt -> fromCorpus(prompt, corpus.orElseThrow(), random));
            }
        };
    }

    private float[] taskMeans() {
        return NodeMeans.over(subject.model(), runner.prompts(), subject.workers());
    }

    private Interventions fromOtherPrompt(int prompt) {
        int length = runner.prompts().get(prompt).length;
        int[] other = runner.prompts().get(prompt ^ 1);
        return from(record(other), length, t -> Math.max(0, other.length - length + t));
    }

    private Interventions fromCorpus(int prompt, Corpus from, Random random) {
        int length = runner.prompts().get(prompt).length;
        int[] piece = from.sequence(random.nextInt(from.sequences()));
        return from(record(piece), length, t -> Math.min(t, piece.length - 1));
    }

    private Activations record(int[] tokens) {
        Set<Site> sites = new HashSet<>(subject.index().sites());
        return pass.run(TokenBatch.of(tokens), Interventions.NONE, sites, LogitsAt.NONE);
    }

    private interface Alignment {
        /// The token of the source whose values a token gets.
        int source(int token);
    }

    private Interventions from(Activations source, int length, Alignment alignment) {
        List<Intervention> all = new ArrayList<>();
        for (Site site : subject.index().sites()) {
            int first = subject.index().offset(site);
            int[] channels = IntStream.range(0, subject.index().width(site))
                    .filter(c -> mask[first + c] == 0f)
                    .toArray();
            if (channels.length == 0) continue;
            Panel panel = source.at(site);
            for (int t = 0; t < length; t++) {
                float[] values = new float[channels.length];
                int at = alignment.source(t);
                for (int i = 0; i < values.length; i++) values[i] = panel.get(channels[i], at);
                all.add(new Intervention(site, channels, new float[values.length], values, new int[] {t}));
            }
        }
        return Interventions.of(all);
    }
}
