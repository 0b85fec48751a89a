package org.circuitexplorer.app.bench;

import ai.djl.engine.Engine;
import java.util.Optional;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;

/// libtorch through DJL, in float32, with AbsTopK by its topk, as the published inference code computes.
abstract class LibtorchPeer implements Peer {
    private final boolean dense;

    /// @param dense whether zeros are stored and multiplied too
    LibtorchPeer(boolean dense) {
        this.dense = dense;
    }

    @Override
    public String name() {
        return "libtorch " + Engine.getEngine("PyTorch").getVersion() + (dense ? " dense" : " sparse");
    }

    @Override
    public Optional<String> refusal(ModelConfig config) {
        boolean residual = config.residualActivation() != Activation.IDENTITY
                || config.topKPlaces().contains(TopKPlace.RESID_POST_ATTN)
                || config.topKPlaces().contains(TopKPlace.RESID_POST_MLP);
        if (!config.rmsNorm() || config.positionWidth() > 0 || residual || config.activation() != Activation.GELU) {
            return Optional.of("runs models with RMSNorm, GELU and positions that are added only");
        }
        return Optional.empty();
    }

    @Override
    public Session open(SparseTransformer model, int threads) {
        return new LibtorchSession(model, threads, dense);
    }
}
