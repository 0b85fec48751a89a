package org.circuitexplorer.engine.cuda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;

/// A model on a device beside what the public reference code gave for it: a file with tokens, values at sites and
/// logits of several cases, `case0.tokens`, `case0.0.attn.q`, `case0.logits`.
final class GoldenParity {
    private static final double LIMIT = 1e-4;

    private GoldenParity() {}

    /// @return the worst of all values
    static Agreement compare(String name, Path file, ModelOnDevice model) throws IOException, ModelFormatException {
        Agreement worst = new Agreement("", -1, LIMIT);
        int cases = 0;
        try (SafetensorsReader reader = SafetensorsReader.open(file);
                ForwardRunner pass = model.forward()) {
            Map<String, StoredTensor> tensors = reader.tensors();
            for (; tensors.containsKey("case" + cases + ".tokens"); cases++) {
                for (Agreement one : ofCase("case" + cases + ".", tensors, model, pass)) {
                    if (one.difference() > worst.difference()) worst = one;
                }
            }
        }
        if (cases == 0) throw new ModelFormatException(file, "case0.tokens", "is missing");
        String what = name + ", " + cases + " recorded cases, worst " + worst.what();
        return new Agreement(what, worst.difference(), LIMIT);
    }

    private static List<Agreement> ofCase(
            String prefix, Map<String, StoredTensor> tensors, ModelOnDevice model, ForwardRunner pass)
            throws ModelFormatException {
        int layers = model.model().config().layers();
        Map<Site, StoredTensor> sites = new HashMap<>();
        List<Agreement> found = new ArrayList<>();
        for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
            if (!tensor.getKey().startsWith(prefix)) continue;
            Optional<Site> site = Site.parse(tensor.getKey().substring(prefix.length()), layers);
            site.ifPresent(s -> sites.put(s, tensor.getValue()));
        }
        StoredTensor tokens = tensors.get(prefix + "tokens");
        StoredTensor logits = tensors.get(prefix + "logits");
        if (tokens == null || logits == null) return found;
        Activations values =
                pass.run(TokenBatch.of(tokens.intRows()), Interventions.NONE, sites.keySet(), LogitsAt.ALL);
        found.add(Agreement.of(prefix + "logits", values.requireLogits().toRowMajor(), logits.floats(), LIMIT));
        for (Map.Entry<Site, StoredTensor> site : sites.entrySet()) {
            float[] computed = values.at(site.getKey()).toRowMajor();
            found.add(Agreement.of(
                    prefix + site.getKey(), computed, site.getValue().floats(), LIMIT));
        }
        return found;
    }
}
