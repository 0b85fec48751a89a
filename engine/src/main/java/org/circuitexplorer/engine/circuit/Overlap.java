package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What two sets share and what only one of them has. Elements are the same when their natural order says so.
///
/// @param shared elements of both
/// @param onlyLeft elements of the first alone
/// @param onlyRight elements of the second alone
public record Overlap<T extends Comparable<? super T>>(
        SortedSet<T> shared, SortedSet<T> onlyLeft, SortedSet<T> onlyRight) {
    public Overlap {
        shared = Collections.unmodifiableSortedSet(new TreeSet<>(shared));
        onlyLeft = Collections.unmodifiableSortedSet(new TreeSet<>(onlyLeft));
        onlyRight = Collections.unmodifiableSortedSet(new TreeSet<>(onlyRight));
    }

    public static <T extends Comparable<? super T>> Overlap<T> of(
            Collection<? extends T> left, Collection<? extends T> right) {
        TreeSet<T> first = new TreeSet<>(left);
        TreeSet<T> second = new TreeSet<>(right);
        TreeSet<T> shared = new TreeSet<>(first);
        shared.retainAll(second);
        first.removeAll(shared);
        second.removeAll(shared);
        return new Overlap<>(shared, first, second);
    }

    /// Number of elements of the union.
    public int size() {
        return shared.size() + onlyLeft.size() + onlyRight.size();
    }

    /// Shared elements as a part of the union, 0 to 1; two empty sets are the same.
    public double jaccard() {
        return size() == 0 ? 1 : (double) shared.size() / size();
    }
}
