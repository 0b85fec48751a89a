package org.circuitexplorer.engine.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.io.PickleValue.Constructor;
import org.circuitexplorer.engine.io.PickleValue.Dict;
import org.circuitexplorer.engine.io.PickleValue.Real;
import org.circuitexplorer.engine.io.PickleValue.Sequence;
import org.circuitexplorer.engine.io.PickleValue.Sign;
import org.circuitexplorer.engine.io.PickleValue.StorageRef;
import org.circuitexplorer.engine.io.PickleValue.TensorRef;
import org.circuitexplorer.engine.io.PickleValue.Text;
import org.circuitexplorer.engine.io.PickleValue.Truth;
import org.circuitexplorer.engine.io.PickleValue.Whole;

/// Reads Python pickles as data. A pickle is a program for a stack machine that can call anything by name; this machine
/// knows the names in [PickleConstructor] and refuses all others before anything happens, so nothing of the file's
/// choosing is ever run or loaded.
final class PickleReader {
    private final PickleInput in;
    private final PickleStack stack;
    private final Map<String, StorageRef> storages = new LinkedHashMap<>();

    /// @param mostValues how many values a pickle may make, which bounds the memory it can take
    PickleReader(PickleInput in, int mostValues) {
        this.in = in;
        this.stack = new PickleStack(in, mostValues);
    }

    /// The storages that were mentioned so far, by key.
    Map<String, StorageRef> storages() {
        return storages;
    }

    /// Reads one pickle, leaving the input after it.
    PickleValue read() throws ModelFormatException {
        stack.clear();
        while (true) {
            int opcode = in.unsignedByte();
            if (opcode == '.') return stack.pop();
            step(opcode);
        }
    }

    private void step(int opcode) throws ModelFormatException {
        switch (opcode) {
            case 0x80 -> requireProtocol(in.unsignedByte());
            case 0x95 -> in.int64(); // FRAME: only tells a reader how much to buffer
            case '(' -> stack.push(Sign.MARK);
            case '0' -> stack.pop();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.peek());
            case 'q' -> stack.store(in.unsignedByte());
            case 'r' -> stack.store(in.int32());
            case 0x94 -> stack.storeNext();
            case 'h' -> stack.recall(in.unsignedByte());
            case 'j' -> stack.recall(in.int32());
            case 'c' -> stack.push(constructor(in.line(), in.line()));
            case 0x93 -> pushNamedOnStack();
            case 'R' -> reduce();
            case 'b' -> build();
            case 'Q' -> stack.push(storage(stack.pop(Sequence.class)));
            default -> {
                if (!scalar(opcode) && !container(opcode)) {
                    throw in.refused("holds the opcode 0x" + Integer.toHexString(opcode) + ", which is not allowed");
                }
            }
        }
    }

    private boolean scalar(int opcode) throws ModelFormatException {
        switch (opcode) {
            case 'N' -> stack.push(Sign.NONE);
            case 0x88 -> stack.push(new Truth(true));
            case 0x89 -> stack.push(new Truth(false));
            case 'J' -> stack.push(new Whole(in.int32()));
            case 'K' -> stack.push(new Whole(in.unsignedByte()));
            case 'M' -> stack.push(new Whole(in.unsignedShort()));
            case 0x8a -> stack.push(new Whole(in.number(in.unsignedByte())));
            case 'G' -> stack.push(new Real(in.bigEndianDouble()));
            case 'X', 'T' -> stack.push(new Text(in.text(Integer.toUnsignedLong(in.int32()))));
            case 0x8c, 'U' -> stack.push(new Text(in.text(in.unsignedByte())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) throws ModelFormatException {
        switch (opcode) {
            case ']' -> stack.push(Sequence.empty("list"));
            case ')' -> stack.push(Sequence.empty("tuple"));
            case '}' -> stack.push(Dict.empty());
            case 0x8f -> stack.push(Sequence.empty("set"));
            case 0x85 -> stack.push(new Sequence("tuple", stack.popLast(1)));
            case 0x86 -> stack.push(new Sequence("tuple", stack.popLast(2)));
            case 0x87 -> stack.push(new Sequence("tuple", stack.popLast(3)));
            case 't' -> stack.push(new Sequence("tuple", stack.popToMark()));
            case 'l' -> stack.push(new Sequence("list", stack.popToMark()));
            case 'a' -> append(stack.popLast(1));
            case 'e', 0x90 -> append(stack.popToMark());
            case 's' -> put(stack.popLast(2));
            case 'u' -> put(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void requireProtocol(int protocol) throws ModelFormatException {
        if (protocol > 5) throw in.refused("has pickle protocol " + protocol + ", expected at most 5");
    }

    private void append(List<PickleValue> items) throws ModelFormatException {
        if (!(stack.peek() instanceof Sequence sequence) || sequence.kind().equals("tuple")) {
            throw in.refused("adds to a " + stack.peek().typeName() + ", expected a list");
        }
        sequence.items().addAll(items);
    }

    private void put(List<PickleValue> pairs) throws ModelFormatException {
        if (!(stack.peek() instanceof Dict dict))
            throw in.refused("adds to a " + stack.peek().typeName() + ", expected a dict");
        if (pairs.size() % 2 != 0) throw in.refused("sets a key without a value");
        for (int i = 0; i < pairs.size(); i += 2) {
            PickleValue key = pairs.get(i);
            if (!key.isKey()) throw in.refused("uses a " + key.typeName() + " as a key, expected text or a number");
            dict.entries().put(key, pairs.get(i + 1));
        }
    }

    private void pushNamedOnStack() throws ModelFormatException {
        String name = stack.pop(Text.class).value();
        String module = stack.pop(Text.class).value();
        stack.push(constructor(module, name));
    }

    private Constructor constructor(String module, String name) throws ModelFormatException {
        return new Constructor(PickleConstructor.of(module, name)
                .orElseThrow(() -> in.refused("names \"" + module + " " + name
                        + "\", which is not allowed: a checkpoint may hold only tensors and plain values")));
    }

    private void reduce() throws ModelFormatException {
        Sequence arguments = stack.pop(Sequence.class);
        PickleConstructor constructor = stack.pop(Constructor.class).kind();
        stack.push(
                switch (constructor) {
                    case ORDERED_DICT -> {
                        if (!arguments.items().isEmpty())
                            throw in.refused("makes an OrderedDict of values, expected none");
                        yield Dict.empty();
                    }
                    case SET ->
                        new Sequence(
                                "set", stack.item(arguments, 0, Sequence.class).items());
                    case SIZE -> stack.item(arguments, 0, Sequence.class);
                    case TENSOR -> tensor(arguments);
                    case PARAMETER -> stack.item(arguments, 0, TensorRef.class);
                    case F64_STORAGE,
                            F32_STORAGE,
                            F16_STORAGE,
                            BF16_STORAGE,
                            I64_STORAGE,
                            I32_STORAGE,
                            I16_STORAGE,
                            I8_STORAGE,
                            U8_STORAGE,
                            BOOL_STORAGE ->
                        throw in.refused("makes a storage in place, expected one in a record of its own");
                });
    }

    private TensorRef tensor(Sequence arguments) throws ModelFormatException {
        return new TensorRef(
                stack.item(arguments, 0, StorageRef.class),
                stack.item(arguments, 1, Whole.class).value(),
                numbers(stack.item(arguments, 2, Sequence.class)),
                numbers(stack.item(arguments, 3, Sequence.class)));
    }

    private long[] numbers(Sequence sequence) throws ModelFormatException {
        if (sequence.items().size() > 32) throw in.refused("makes a tensor of more than 32 dimensions");
        long[] numbers = new long[sequence.items().size()];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = stack.item(sequence, i, Whole.class).value();
        return numbers;
    }

    /// `("storage", type, key, device, elements)`, with one more item in old files.
    private StorageRef storage(Sequence id) throws ModelFormatException {
        if (!stack.item(id, 0, Text.class).value().equals("storage")) {
            throw in.refused("refers to something outside that is no storage");
        }
        Dtype dtype = stack.item(id, 1, Constructor.class)
                .kind()
                .storageType()
                .orElseThrow(() -> in.refused("refers to a storage of unknown type"));
        String key = stack.item(id, 2, Text.class).value();
        StorageRef storage =
                new StorageRef(dtype, key, stack.item(id, 4, Whole.class).value());
        if (id.items().size() > 5 && id.items().get(5) != Sign.NONE) {
            throw in.refused("refers to a part of storage " + key + ", expected a whole one");
        }
        StorageRef before = storages.putIfAbsent(key, storage);
        if (before != null && !before.equals(storage)) {
            throw in.refused("describes storage " + key + " in two ways");
        }
        return before == null ? storage : before;
    }

    /// The state set after construction is only the `_metadata` of a state dict, which says nothing about the weights.
    private void build() throws ModelFormatException {
        stack.pop();
        if (!(stack.peek() instanceof Dict))
            throw in.refused("sets the state of a " + stack.peek().typeName());
    }
}
