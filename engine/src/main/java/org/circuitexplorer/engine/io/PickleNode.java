package org.circuitexplorer.engine.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.engine.io.PickleValue.Dict;
import org.circuitexplorer.engine.io.PickleValue.Real;
import org.circuitexplorer.engine.io.PickleValue.Sequence;
import org.circuitexplorer.engine.io.PickleValue.Sign;
import org.circuitexplorer.engine.io.PickleValue.TensorRef;
import org.circuitexplorer.engine.io.PickleValue.Text;
import org.circuitexplorer.engine.io.PickleValue.Truth;
import org.circuitexplorer.engine.io.PickleValue.Whole;

/// A value in a torch file and the way to it, so that whatever is wrong can be named.
///
/// @param path such as `samples.0.attn.q.7`
/// @param key the last step of the way
record PickleNode(TorchFile file, String path, PickleValue key, PickleValue value) {
    static PickleNode root(TorchFile file) {
        return new PickleNode(file, "content", Sign.NONE, file.root());
    }

    /// The values of a dict in its order.
    List<PickleNode> entries() throws ModelFormatException {
        List<PickleNode> entries = new ArrayList<>();
        for (Map.Entry<PickleValue, PickleValue> entry : dict().entries().entrySet()) {
            entries.add(child(entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    /// The value of a key in a dict, empty when it is absent or `None`.
    Optional<PickleNode> find(String name) throws ModelFormatException {
        PickleValue value = dict().entries().get(new Text(name));
        return value == null || value == Sign.NONE ? Optional.empty() : Optional.of(child(new Text(name), value));
    }

    PickleNode get(String name) throws ModelFormatException {
        return find(name).orElseThrow(() -> refused("the key \"" + name + "\" is missing"));
    }

    private Dict dict() throws ModelFormatException {
        if (value instanceof Dict dict) return dict;
        throw wrong("a dict");
    }

    /// The items of a list or tuple.
    List<PickleNode> items() throws ModelFormatException {
        if (!(value instanceof Sequence sequence)) throw wrong("a list");
        List<PickleNode> items = new ArrayList<>();
        for (PickleValue item : sequence.items()) items.add(child(new Whole(items.size()), item));
        return items;
    }

    /// The items of a list or tuple that must have so many.
    List<PickleNode> items(int count) throws ModelFormatException {
        List<PickleNode> items = items();
        if (items.size() != count) throw refused("has " + items.size() + " items, expected " + count);
        return items;
    }

    StoredTensor tensor() throws ModelFormatException {
        if (value instanceof TensorRef tensor) return file.resolve(path, tensor);
        throw wrong("a tensor");
    }

    /// The numbers of a tensor or a list.
    double[] numbers() throws ModelFormatException {
        if (value instanceof TensorRef) {
            float[] floats = tensor().floats();
            double[] numbers = new double[floats.length];
            for (int i = 0; i < floats.length; i++) numbers[i] = floats[i];
            return numbers;
        }
        List<PickleNode> items = items();
        double[] numbers = new double[items.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = items.get(i).number();
        return numbers;
    }

    double number() throws ModelFormatException {
        return switch (value) {
            case Real(double real) -> real;
            case Whole(long whole) -> whole;
            default -> throw wrong("a number");
        };
    }

    /// A whole number from 0 until, but not including, `end`.
    int index(PickleValue number, int end) throws ModelFormatException {
        if (number instanceof Whole(long whole) && whole >= 0 && whole < end) return (int) whole;
        String found = number instanceof Whole(long whole) ? String.valueOf(whole) : number.typeName();
        throw refused("found " + found + ", expected a whole number from 0 to " + (end - 1));
    }

    /// A text, number or truth value as Python writes it, for settings that are only shown.
    String shown() {
        return switch (value) {
            case Text(String text) -> text;
            case Real(double real) -> String.valueOf(real);
            case Whole(long whole) -> String.valueOf(whole);
            case Truth(boolean truth) -> truth ? "True" : "False";
            default -> value.typeName();
        };
    }

    private PickleNode child(PickleValue key, PickleValue child) {
        String step = new PickleNode(file, "", Sign.NONE, key).shown();
        return new PickleNode(file, path.equals("content") ? step : path + "." + step, key, child);
    }

    private ModelFormatException wrong(String expected) {
        return refused("is a " + value.typeName() + ", expected " + expected);
    }

    ModelFormatException refused(String problem) {
        return new ModelFormatException(file.path(), path, problem);
    }
}
