package org.circuitexplorer.app.bench;

/// Matrices as libtorch's own sparse tensors, in coordinate format, the only one that DJL offers: the fair peer.
public final class LibtorchSparse extends LibtorchPeer {
    public LibtorchSparse() {
        super(false);
    }
}
