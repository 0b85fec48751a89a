package org.circuitexplorer.engine.validate;

import java.util.Arrays;
import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;

/// Random halves of the circuit frozen in the circuit and in the whole model.
final class KnockOuts {
    private final Subject subject;
    private final PairRunner runner;
    private final Bootstrap bootstrap;

    KnockOuts(Subject subject, PairRunner runner, Bootstrap bootstrap) {
        this.subject = subject;
        this.runner = runner;
        this.bootstrap = bootstrap;
    }

    Completeness run(int draws, long seed, ProgressListener progress, CancelToken cancel) {
        Random random = new Random(seed);
        int pairs = runner.pairs().size();
        double[] divergence = new double[pairs];
        double[] disagreement = new double[pairs];
        double worst = 0;
        for (int draw = 0; draw < draws; draw++) {
            cancel.throwIfCancelled();
            progress.at("knocking out random halves", draw, draws);
            float[] circuit = subject.mask();
            float[] model = subject.wholeMask();
            for (NodeId node : subject.circuit().nodeSet()) {
                if (random.nextBoolean()) continue;
                circuit[subject.index().indexOf(node)] = 0;
                model[subject.index().indexOf(node)] = 0;
            }
            Outcome ofModel = runner.run(subject.keep(model));
            Outcome ofCircuit = runner.run(subject.keep(circuit));
            double[] nats = ofCircuit.divergence(ofModel);
            add(divergence, nats, draws);
            add(disagreement, ofCircuit.disagreement(ofModel), draws);
            worst = Math.max(worst, Arrays.stream(nats).average().orElse(0));
        }
        return new Completeness(draws, bootstrap.mean(divergence), bootstrap.mean(disagreement), worst);
    }

    private static void add(double[] sum, double[] values, int parts) {
        for (int i = 0; i < sum.length; i++) sum[i] += values[i] / parts;
    }
}
