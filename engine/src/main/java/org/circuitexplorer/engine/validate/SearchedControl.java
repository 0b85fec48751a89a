package org.circuitexplorer.engine.validate;

/// What the search for a circuit reaches where there is nothing to find.
///
/// @param kind what was searched
/// @param reached whether the circuit meets the target on the training pairs; where it does not, its size says nothing
/// @param complete whether the search came to its end; where it did not, the circuit might be smaller
/// @param nodes nodes of the circuit
/// @param edges edges between them
/// @param loss its loss on unseen pairs, of the kind that was aimed at, nats
/// @param leastLoss least loss of a batch while masks were learned, nats
public record SearchedControl(
        PruningControl.Kind kind,
        boolean reached,
        boolean complete,
        int nodes,
        int edges,
        double loss,
        double leastLoss) {
    /// How many times the nodes of a circuit a control may have that comes close to it.
    public static final int TIMES = 2;

    /// Whether a circuit proves little beside this: the control has at most twice its nodes, and on unseen pairs its
    /// loss is nearer to the circuit's than to that of guessing.
    ///
    /// @param nodesOfCircuit nodes of the task's own circuit
    /// @param lossOfCircuit its loss on unseen pairs, of the same kind, nats
    public boolean comesClose(int nodesOfCircuit, double lossOfCircuit) {
        return reached && nodes <= TIMES * nodesOfCircuit && loss <= Flags.close(lossOfCircuit);
    }
}
