package org.circuitexplorer.engine.run;

/// A device failed, ran out of memory or cannot serve a model. The message is one sentence for the user that names
/// the device and a way on. Unchecked, because any pass may end so.
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String sentence) {
        super(sentence);
    }

    public DeviceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
