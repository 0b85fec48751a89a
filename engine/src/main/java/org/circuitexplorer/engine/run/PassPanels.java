package org.circuitexplorer.engine.run;

import java.util.List;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// What a pass carries from layer to layer, values forward and their gradients backward: the residual stream and the
/// current layer's q, k, v and y.
abstract class PassPanels {
    final SparseTransformer model;
    final PassColumns columns;
    final Panel stream;
    final Panel q;
    final Panel k;
    final Panel v;
    final Panel y;
    /// The layers' weights, which may be others of the same shapes from pass to pass.
    List<Layer> layers;

    PassPanels(SparseTransformer model, PassColumns columns) {
        ModelConfig config = model.config();
        this.model = model;
        this.columns = columns;
        this.layers = model.layers();
        this.stream = new Panel(config.modelWidth(), columns.count());
        this.q = heads();
        this.k = heads();
        this.v = heads();
        this.y = heads();
    }

    /// A panel of the channels of all heads.
    final Panel heads() {
        return new Panel(model.config().attentionWidth(), columns.count());
    }
}
