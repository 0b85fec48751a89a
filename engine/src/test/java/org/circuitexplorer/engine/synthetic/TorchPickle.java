package org.circuitexplorer.engine.synthetic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The pickle (protocol 2) of a state dict: an ordered dict from names to tensors, each in a storage of its own.
final class TorchPickle {
    private static final String ORDERED_DICT = "ccollections\nOrderedDict\n)R";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TorchPickle() {}

    static byte[] of(List<RandomTensor> tensors) {
        TorchPickle pickle = new TorchPickle();
        pickle.out.write(0x80);
        pickle.out.write(2);
        pickle.opcodes(ORDERED_DICT + "(");
        for (int i = 0; i < tensors.size(); i++) pickle.item(i, tensors.get(i));
        pickle.opcodes("u.");
        return pickle.out.toByteArray();
    }

    private void item(int storage, RandomTensor tensor) {
        text(tensor.name());
        opcodes("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        opcodes("ctorch\nFloatStorage\n");
        text(Integer.toString(storage));
        text("cpu");
        number(tensor.count());
        opcodes("tQ");
        number(0);
        long[] shape = tensor.shape();
        tuple(shape);
        tuple(shape.length == 1 ? new long[] {1} : new long[] {shape[1], 1});
        opcodes("\u0089" + ORDERED_DICT + "tR");
    }

    private void tuple(long... values) {
        opcodes("(");
        for (long value : values) number(value);
        opcodes("t");
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        opcodes("X");
        int32(bytes.length);
        out.writeBytes(bytes);
    }

    private void number(long value) {
        opcodes("J");
        int32(Math.toIntExact(value));
    }

    private void int32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) out.write(value >> shift);
    }

    private void opcodes(String opcodes) {
        out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
