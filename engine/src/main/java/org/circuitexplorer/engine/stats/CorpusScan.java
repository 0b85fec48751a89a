package org.circuitexplorer.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;

/// Runs a model once over a corpus and gathers the statistics of every node on the way. The corpus goes through in
/// chunks of a few sequences, so memory is bounded by one chunk and a fixed state per node. The result is the same for
/// every number of threads.
public final class CorpusScan {
    private static final long CHUNK_BYTES = 48L << 20;
    private static final int CHANNELS_PER_PIECE = 32;

    private final NodeIndex nodes;
    private final Set<Site> sites;
    private final ForwardPass pass;
    private final Workers workers;

    public CorpusScan(SparseTransformer model, Workers workers) {
        this.nodes = new NodeIndex(model.config());
        this.sites = new HashSet<>(nodes.sites());
        this.pass = new ForwardPass(model, workers);
        this.workers = workers;
    }

    /// @param progress hears the number of tokens done
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    public CorpusStatistics run(Corpus corpus, ProgressListener progress, CancelToken cancel) {
        StatisticsBuilder builder = new StatisticsBuilder(corpus, nodes.size());
        List<Piece> pieces = pieces();
        int[] order = corpus.scanOrder();
        int chunk = sequencesPerChunk(corpus);
        int done = 0;
        for (int from = 0; from < order.length; from += chunk) {
            progress.at("scanning the corpus", done, corpus.size());
            cancel.throwIfCancelled();
            int[] sequences = Arrays.copyOfRange(order, from, Math.min(order.length, from + chunk));
            done += scan(corpus, sequences, pieces, builder);
        }
        progress.at("scanning the corpus", done, corpus.size());
        return builder.build(nodes);
    }

    private int sequencesPerChunk(Corpus corpus) {
        long bytesPerSequence = (long) Float.BYTES * nodes.size() * corpus.blockSize();
        return (int) Math.max(1, CHUNK_BYTES / bytesPerSequence);
    }

    private int scan(Corpus corpus, int[] sequences, List<Piece> pieces, StatisticsBuilder builder) {
        List<int[]> tokens = new ArrayList<>();
        for (int sequence : sequences) tokens.add(corpus.sequence(sequence));
        TokenBatch batch = TokenBatch.of(tokens);
        Activations activations = pass.run(batch, Interventions.NONE, sites, LogitsAt.NONE);
        workers.forEach(pieces.size(), (worker, p) -> gather(pieces.get(p), activations, sequences, builder));
        return batch.tokenCount();
    }

    private void gather(Piece piece, Activations activations, int[] sequences, StatisticsBuilder builder) {
        TokenBatch batch = activations.batch();
        Panel panel = activations.at(piece.site);
        float[] values = new float[batch.tokenCount()];
        SequenceValues ofSequence = new SequenceValues(batch.tokenCount());
        for (int channel = piece.from; channel < piece.to; channel++) {
            panel.copyChannel(channel, 0, values.length, values);
            int node = nodes.offset(piece.site) + channel;
            for (int s = 0; s < sequences.length; s++) {
                ofSequence.fill(values, batch.start()[s], batch.start()[s + 1]);
                builder.add(node, ofSequence, sequences[s]);
            }
        }
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (Site site : nodes.sites()) {
            int width = nodes.width(site);
            for (int from = 0; from < width; from += CHANNELS_PER_PIECE) {
                pieces.add(new Piece(site, from, Math.min(width, from + CHANNELS_PER_PIECE)));
            }
        }
        return pieces;
    }

    /// Channels `from until to` of a site: one thread's share of a chunk.
    private record Piece(Site site, int from, int to) {}
}
