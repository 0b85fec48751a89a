package org.circuitexplorer.app.bench;

/// Every matrix with all its zeros: what the published inference code does.
public final class LibtorchDense extends LibtorchPeer {
    public LibtorchDense() {
        super(true);
    }
}
