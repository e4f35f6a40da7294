package dev.beryl.space;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;

/** Counts the treatments of a finite space without going through the levels of its parameters. */
final class Cardinality {
  private Cardinality() {}

  static BigInteger of(List<Parameter> parameters, ConditionTree tree) {
    var sizes = new BigInteger[parameters.size()]; // of each subtree, where it is active
    int[] order = tree.order();
    for (int i = order.length - 1; i >= 0; i--) {
      sizes[order[i]] = ofSubtree(order[i], parameters, tree, sizes);
    }
    return product(tree.roots(), sizes);
  }

  private static BigInteger ofSubtree(
      int place, List<Parameter> parameters, ConditionTree tree, BigInteger[] sizes) {
    List<Integer> children = tree.children(place);
    long[] branching =
        children.stream()
            .flatMapToLong(child -> LongStream.of(tree.coordinates(child)))
            .distinct()
            .toArray();
    var size = BigInteger.valueOf(parameters.get(place).levels().orElseThrow() - branching.length);
    for (long coordinate : branching) {
      var active = children.stream().filter(child -> tree.holds(child, coordinate)).toList();
      size = size.add(product(active, sizes));
    }
    return size;
  }

  private static BigInteger product(List<Integer> places, BigInteger[] sizes) {
    return places.stream().map(place -> sizes[place]).reduce(BigInteger.ONE, BigInteger::multiply);
  }
}
