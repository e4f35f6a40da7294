package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.Floor;
import dev.beryl.benchmarks.Peer;
import dev.beryl.benchmarks.results.Measured;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds each benchmark's floor and best peer: of the same class, with the same parameters. */
final class FloorsAndPeers {
  private static final String PACKAGE = "dev.beryl.benchmarks.";

  private final List<Measured> all;
  private final List<Goal> goals;

  private FloorsAndPeers(List<Measured> all, List<Goal> goals) {
    this.all = all;
    this.goals = goals;
  }

  static List<Row> of(List<Measured> all, List<Goal> goals) {
    var rows = new FloorsAndPeers(all, goals);
    return all.stream().map(rows::row).toList();
  }

  private Row row(Measured measured) {
    Method method = method(measured);
    if (method != null && method.isAnnotationPresent(Floor.class)) {
      return new Row(measured, Row.Role.FLOOR, null, null, List.of());
    }
    Measured floor = fastest(measured, other -> isFloorOf(other, measured));
    if (method != null && method.isAnnotationPresent(Peer.class)) {
      return new Row(measured, Row.Role.PEER, floor, null, List.of());
    }
    Measured peer = fastest(measured, other -> isPeerOf(other, measured));
    return new Row(
        measured,
        Row.Role.OWN,
        floor,
        peer,
        goals.stream()
            .filter(goal -> goal.isFor(measured))
            .map(goal -> GoalResult.of(goal, measured, floor, peer))
            .toList());
  }

  private @Nullable Measured fastest(Measured measured, Predicate<Method> meant) {
    return all.stream()
        .filter(other -> other.type().equals(measured.type()))
        .filter(other -> other.parameters().equals(measured.parameters()))
        .filter(other -> {
          Method method = method(other);
          return method != null && meant.test(method);
        })
        .min(Comparator.comparingDouble(Measured::score))
        .orElse(null);
  }

  private static boolean isFloorOf(Method method, Measured measured) {
    Floor floor = method.getAnnotation(Floor.class);
    return floor != null && isMeant(floor.of(), measured);
  }

  private static boolean isPeerOf(Method method, Measured measured) {
    Peer peer = method.getAnnotation(Peer.class);
    return peer != null && isMeant(peer.of(), measured);
  }

  private static boolean isMeant(String[] of, Measured measured) {
    return of.length == 0 || Stream.of(of).anyMatch(measured.method()::equals);
  }

  /** The benchmark's method; null if it is not of this module any more. */
  private static @Nullable Method method(Measured measured) {
    try {
      return Arrays.stream(Class.forName(PACKAGE + measured.type()).getMethods())
          .filter(method -> method.getName().equals(measured.method()))
          .findFirst()
          .orElse(null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
