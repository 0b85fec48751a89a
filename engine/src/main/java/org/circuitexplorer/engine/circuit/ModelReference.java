package org.circuitexplorer.engine.circuit;

import java.util.EnumSet;
import java.util.Locale;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// Says which model a circuit belongs to.
///
/// @param name name of the model, for people
/// @param sha256 SHA-256 of the weights file in hexadecimal
/// @param config SHA-256 of the configuration, see [#configDigest]
public record ModelReference(String name, String sha256, String config) {
    public ModelReference {
        sha256 = Sha256.require(sha256);
        config = Sha256.require(config);
    }

    public static ModelReference of(String name, String sha256, ModelConfig config) {
        return new ModelReference(name, sha256, configDigest(config));
    }

    /// SHA-256 of everything in a configuration that changes what the model computes, independent of the layout of the
    /// file it came from.
    public static String configDigest(ModelConfig c) {
        EnumSet<TopKPlace> places = EnumSet.noneOf(TopKPlace.class);
        places.addAll(c.topKPlaces());
        return Sha256.ofText(String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %d %d %b %s %s %s %s %b %b %b",
                c.blockSize(),
                c.vocabularySize(),
                c.layers(),
                c.heads(),
                c.headWidth(),
                c.modelWidth(),
                c.mlpWidth(),
                c.positionWidth(),
                c.rmsNorm(),
                c.activation(),
                c.residualActivation(),
                places.isEmpty() ? "" : Double.toString(c.topKFraction()),
                places,
                c.tiedUnembedding(),
                c.bigram(),
                c.sink()));
    }
}
