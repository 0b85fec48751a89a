package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;

/// Finds a circuit's redundant copies, see [Copies].
final class CopySearch {
    /// Values that lie on a line but for a tenth of their variance.
    private static final double LEAST_CORRELATION = 0.95;

    private final FewPairs few;

    /// How a node follows another over all tokens.
    private record Line(NodeId node, NodeId original, double slope, double intercept, double correlation) {}

    CopySearch(FewPairs few) {
        this.few = few;
    }

    /// @param effects what each node is worth, the largest first
    Copies run(List<NodeEffect> effects, ProgressListener progress, CancelToken cancel) {
        List<Line> lines = lines(effects);
        double[] before = few.circuit().losses();
        Bootstrap bootstrap = few.bootstrap();
        List<Copies.Copy> copies = new ArrayList<>();
        for (Line line : lines) {
            cancel.throwIfCancelled();
            progress.at("merging redundant copies", copies.size(), lines.size());
            double[] rise = merged(List.of(line));
            for (int i = 0; i < rise.length; i++) rise[i] -= before[i];
            copies.add(new Copies.Copy(
                    line.node, line.original, line.slope, line.intercept, line.correlation, bootstrap.mean(rise)));
        }
        Estimate alone = bootstrap.mean(before);
        return new Copies(
                few.runner().pairs().size(), alone, lines.isEmpty() ? alone : bootstrap.mean(merged(lines)), copies);
    }

    /// The copies among the nodes; no original is itself the copy of another.
    private List<Line> lines(List<NodeEffect> effects) {
        Map<Site, List<NodeId>> originals = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (NodeEffect effect : effects) {
            NodeId node = effect.node();
            List<NodeId> others = originals.computeIfAbsent(node.site(), s -> new ArrayList<>());
            Optional<Line> best = others.stream()
                    .map(other -> line(node, other))
                    .filter(l -> Math.abs(l.correlation) >= LEAST_CORRELATION)
                    .max((a, b) -> Double.compare(Math.abs(a.correlation), Math.abs(b.correlation)));
            if (best.isPresent()) lines.add(best.get());
            else others.add(node);
        }
        return lines;
    }

    /// Least squares. The correlation of a node that does not vary is 0.
    private Line line(NodeId node, NodeId original) {
        float[][] ys = few.values().of(node);
        float[][] xs = few.values().of(original);
        double count = 0;
        double x = 0;
        double y = 0;
        for (int p = 0; p < xs.length; p++) {
            for (int t = 0; t < xs[p].length; t++) {
                count++;
                x += xs[p][t];
                y += ys[p][t];
            }
        }
        double meanX = x / count;
        double meanY = y / count;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int p = 0; p < xs.length; p++) {
            for (int t = 0; t < xs[p].length; t++) {
                double dx = xs[p][t] - meanX;
                double dy = ys[p][t] - meanY;
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
        }
        if (xx == 0 || yy == 0) return new Line(node, original, 0, meanY, 0);
        double slope = xy / xx;
        return new Line(node, original, slope, meanY - slope * meanX, xy / Math.sqrt(xx * yy));
    }

    /// Losses when copies are made from their originals.
    private double[] merged(List<Line> lines) {
        Interventions alone = few.subject().circuitAlone();
        return few.runner()
                .runEach(prompt -> {
                    List<Intervention> all = new ArrayList<>();
                    for (Line line : lines) all.addAll(NodeValues.put(line.node, made(line, prompt)));
                    return alone.then(Interventions.of(all));
                })
                .losses();
    }

    private float[] made(Line line, int prompt) {
        float[] from = few.values().of(line.original)[prompt];
        float[] made = new float[from.length];
        for (int t = 0; t < made.length; t++) made[t] = (float) (line.slope * from[t] + line.intercept);
        return made;
    }
}
