package org.circuitexplorer.engine.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.io.PickleValue.Sequence;
import org.circuitexplorer.engine.io.PickleValue.Sign;

/// The stack and the memory of a pickle's machine; every access is checked.
final class PickleStack {
    private final PickleInput in;
    private final int mostValues;
    private final List<PickleValue> stack = new ArrayList<>();
    private final Map<Integer, PickleValue> memo = new HashMap<>();
    private int values;

    /// @param in where the machine is, for messages
    /// @param mostValues how many values may ever be pushed, which bounds the memory they take
    PickleStack(PickleInput in, int mostValues) {
        this.in = in;
        this.mostValues = mostValues;
    }

    void clear() {
        stack.clear();
        memo.clear();
    }

    void store(int index) throws ModelFormatException {
        memo.put(index, peek());
    }

    void storeNext() throws ModelFormatException {
        store(memo.size());
    }

    void recall(int index) throws ModelFormatException {
        PickleValue value = memo.get(index);
        if (value == null) throw in.refused("recalls value " + index + ", which was never stored");
        push(value);
    }

    void push(PickleValue value) throws ModelFormatException {
        if (++values > mostValues) throw in.refused("makes more than " + mostValues + " values");
        stack.add(value);
    }

    PickleValue peek() throws ModelFormatException {
        if (stack.isEmpty()) throw in.refused("takes a value from an empty stack");
        return stack.getLast();
    }

    PickleValue pop() throws ModelFormatException {
        PickleValue value = peek();
        stack.removeLast();
        return value;
    }

    <T extends PickleValue> T pop(Class<T> type) throws ModelFormatException {
        return cast(pop(), type);
    }

    /// The last values in the order in which they were pushed.
    List<PickleValue> popLast(int count) throws ModelFormatException {
        if (stack.size() < count) throw in.refused("takes a value from an empty stack");
        List<PickleValue> top = stack.subList(stack.size() - count, stack.size());
        List<PickleValue> taken = new ArrayList<>(top);
        if (taken.contains(Sign.MARK)) throw in.refused("takes a mark for a value");
        top.clear();
        return taken;
    }

    List<PickleValue> popToMark() throws ModelFormatException {
        int mark = stack.size() - 1;
        while (mark >= 0 && stack.get(mark) != Sign.MARK) mark--;
        if (mark < 0) throw in.refused("closes a bracket that was never opened");
        List<PickleValue> taken = popLast(stack.size() - mark - 1);
        stack.removeLast();
        return taken;
    }

    /// An item of an argument list, in the type it must have.
    <T extends PickleValue> T item(Sequence arguments, int index, Class<T> type) throws ModelFormatException {
        if (index >= arguments.items().size()) {
            throw in.refused("gives " + arguments.items().size() + " arguments, expected more");
        }
        return cast(arguments.items().get(index), type);
    }

    private <T extends PickleValue> T cast(PickleValue value, Class<T> type) throws ModelFormatException {
        if (!type.isInstance(value)) {
            throw in.refused("has a " + value.typeName() + " where a " + type.getSimpleName() + " is expected");
        }
        return type.cast(value);
    }
}
