package org.circuitexplorer.engine.cuda;

import java.util.List;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Forward and backward over a fixed batch under a node mask, on the device.
final class CudaGradient implements GradientRunner {
    private final CudaContext context;
    private final DeviceMemory memory;
    private final MaskedPass pass;
    private final int sequences;
    private final int vocabulary;

    CudaGradient(CudaModel model, TokenBatch batch, int[] vocabulary) {
        this.context = model.context();
        this.memory = new DeviceMemory(context);
        this.sequences = batch.sequences();
        this.vocabulary = vocabulary.length;
        boolean ready = false;
        try {
            this.pass = context.work(() -> new MaskedPass(model, List.of(batch), vocabulary, memory));
            ready = true;
        } finally {
            if (!ready) close();
        }
    }

    @Override
    public Panel forward(float[] mask, float[] means) {
        Panel all = new Panel(vocabulary, sequences);
        context.run(() -> {
            use(mask, means);
            for (int p = 0; p < parts().size(); p++) {
                pass.forward(p);
                Panel logits = memory.read(pass.logits(), parts().get(p).sequences());
                TokenGroups.paste(logits, all, parts().get(p).firstSequence());
            }
        });
        return all;
    }

    private List<TokenGroups> parts() {
        return pass.parts();
    }

    private void use(float[] mask, float[] means) {
        Kernels.require("values of the mask", pass.nodes(), mask.length);
        Kernels.require("means", pass.nodes(), means.length);
        memory.write(pass.mask(), mask);
        memory.write(pass.means(), means);
    }

    @Override
    public void backward(Panel logitGradient, float[] mask, float[] means, float[] result) {
        context.run(() -> {
            use(mask, means);
            pass.startGradient();
            for (int p = 0; p < parts().size(); p++) {
                // The tape holds one part, after a forward pass the last.
                if (parts().size() > 1) pass.forward(p);
                int from = parts().get(p).firstSequence();
                int to = from + parts().get(p).sequences();
                memory.write(pass.logitGradient(), TokenGroups.cut(logitGradient, from, to));
                pass.backward(p);
            }
            float[] found = memory.readFloats(pass.gradient(), pass.nodes());
            System.arraycopy(found, 0, result, 0, found.length);
        });
    }

    @Override
    public void close() {
        context.free(memory);
    }
}
