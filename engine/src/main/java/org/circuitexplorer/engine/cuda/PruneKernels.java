package org.circuitexplorer.engine.cuda;

/// The kernels of a step of learning a mask. `state` and `settings` are addresses of the doubles that their source
/// lists.
///
/// @param nodes number of nodes
record PruneKernels(CudaContext context, int nodes) {
    /// Doubles of the state, and where the loss, the price and the number of nodes are among them.
    static final int STATE = 9;

    static final int LOSS = 0;
    static final int PRICE = 2;
    static final int KEPT = 4;

    void mask(long tau, long mask) {
        context.launch("mask_of_tau", Shape.flat(nodes), tau, nodes, mask);
    }

    /// @param wanted address of the row of each prompt's wanted answer; likewise other
    /// @param first first prompt of the part
    /// @param count prompts of the part
    /// @param prompts prompts of the whole batch
    void loss(
            DevicePanel logits,
            long wanted,
            long other,
            int first,
            int count,
            int prompts,
            DevicePanel gradient,
            long state) {
        context.launch(
                "task_loss",
                Shape.single(),
                logits.address(),
                logits.channels(),
                wanted,
                other,
                first,
                count,
                prompts,
                gradient.address(),
                state);
    }

    /// @param first address of the one node of each pair; likewise second
    void tie(long first, long second, int pairs, long gradient) {
        context.launch("tie_gradient", Shape.flat(pairs), first, second, pairs, gradient);
    }

    /// From the gradient of the mask to new parameters.
    ///
    /// @param parts address of two doubles for each block of nodes
    /// @param mean address of Adam's means, doubles; likewise square
    void update(long tau, long mask, long gradient, long settings, long state, long parts, long mean, long square) {
        Shape all = Shape.flat(nodes);
        context.launch("steer", Shape.of(1, 1, 1, 1), settings, state);
        context.launch("tau_gradient", all, tau, mask, nodes, settings, state, gradient, parts);
        context.launch("clip_gradient", Shape.single(), parts, all.gridX(), settings, state);
        context.launch("adamw", all, tau, gradient, nodes, settings, state, mean, square);
    }
}
