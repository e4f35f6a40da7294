package dev.beryl.space;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of parameters with hard constraints. It also maps its treatments to the unit cube
 * and back. Immutable.
 *
 * <p>The unit cube has one coordinate in [0, 1] for each parameter, in the space's order, inactive
 * parameters included. {@link #fromUnit} ignores the place of an inactive parameter; {@link
 * #toUnit} gives NaN for it.
 */
public sealed class SearchSpace permits RecordSpace {
  private final List<Parameter> parameters;
  private final List<Constraint> constraints;
  private final Parameter[] places;
  private final ParameterIndex index;
  private final ConditionTree tree;
  private final UnitCube cube;
  private final String canonical;
  private final List<Parameter> wider; // handles of spaces that this one was narrowed from

  SearchSpace(List<Parameter> parameters, List<Constraint> constraints, List<Parameter> wider) {
    var faults = new Faults("search space");
    faults.require(!parameters.isEmpty(), "expected at least one parameter, got none");
    var names = new HashSet<String>();
    for (Parameter parameter : parameters) {
      faults.require(
          names.add(parameter.name()),
          "two parameters are named '%s'; give each its own name",
          parameter.name());
    }
    var constraintNames = new HashSet<String>();
    for (Constraint constraint : constraints) {
      faults.require(
          constraintNames.add(constraint.name()),
          "two constraints are named '%s'; give each its own name",
          constraint.name());
    }
    this.tree = ConditionTree.of(parameters, faults);
    faults.throwIfAny();
    this.parameters = parameters;
    this.constraints = constraints;
    this.places = parameters.toArray(Parameter[]::new);
    this.cube = new UnitCube(places, tree);
    this.wider = wider;
    this.index = new ParameterIndex(parameters, wider);
    var text = new StringBuilder();
    parameters.forEach(p -> text.append(p).append('\n'));
    constraints.forEach(
        c -> text.append("subject to ").append(CanonicalText.quoted(c.name())).append('\n'));
    this.canonical = text.toString();
  }

  /**
   * Creates a space of the given parameters.
   *
   * @param parameters at least one, in any order, with distinct names; they include the parent of
   *     every condition
   * @return the space
   * @throws IllegalArgumentException if one of these rules is broken or conditions form a cycle;
   *     the message lists all faults
   */
  public static SearchSpace of(Parameter... parameters) {
    Nulls.refuseIn("search space: parameters", parameters);
    return of(List.of(parameters));
  }

  /**
   * Creates a space of the given parameters.
   *
   * @param parameters at least one, in any order, with distinct names; they include the parent of
   *     every condition
   * @return the space
   * @throws IllegalArgumentException if one of these rules is broken or conditions form a cycle;
   *     the message lists all faults
   */
  public static SearchSpace of(List<? extends Parameter> parameters) {
    Nulls.refuseIn("search space: parameters", parameters);
    return new SearchSpace(List.copyOf(parameters), List.of(), List.of());
  }

  /**
   * Creates the space of a record, or of a sealed interface of records. {@link RecordSpace} says
   * which components there may be, and what parameters they become.
   *
   * @param <T> the type
   * @param type a record or a sealed interface
   * @return the space, whose treatments are instances of the type
   * @throws IllegalArgumentException if a component lacks an annotation or is of a type that cannot
   *     be a parameter, or if the package is not open; the message names all such components
   */
  public static <T> RecordSpace<T> of(Class<T> type) {
    Nulls.refuse("search space: type", type);
    return RecordSpace.read(type);
  }

  /**
   * Returns this space with one more hard constraint.
   *
   * @param name unique among the space's constraints
   * @param satisfied whether a treatment satisfies it; a pure function
   * @return the constrained space
   * @throws IllegalArgumentException if the name is blank or taken
   */
  public SearchSpace subjectTo(String name, Predicate<Treatment> satisfied) {
    var all = new ArrayList<>(constraints);
    all.add(new Constraint(name, satisfied));
    return derived(parameters, List.copyOf(all), wider);
  }

  /**
   * Returns this space with one parameter fixed at a value. The parameter stays in the space, with
   * this value alone.
   *
   * <p>What {@code with}, {@link #within} and {@link #among} have in common: the handles of this
   * space read the treatments of the narrower one too. Constraints are kept. A default is kept if
   * it is among the values that are left. A parameter that can no longer be active is left out, and
   * one whose condition then holds wherever its parent is active has the parent's condition, if
   * any.
   *
   * @param parameter the parameter's name
   * @param value one of its values; of a choice also the value's text
   * @return the narrower space
   * @throws NoSuchElementException if the space has no parameter of that name
   * @throws IllegalArgumentException if it is not a value of the parameter
   */
  public SearchSpace with(String parameter, Object value) {
    Nulls.refuse("search space: value", value);
    return narrowed(parameter, each -> each.among(List.of(value)));
  }

  /**
   * Returns this space with fewer values of a numeric or ordinal parameter: those from one to
   * another. What else changes, {@link #with} says.
   *
   * @param parameter the parameter's name
   * @param low the smallest value: a {@link Number}, or a value of an ordinal parameter or its text
   * @param high the largest value, both in the range that the parameter has; with a step, the
   *     values of the parameter that are between the two are kept
   * @return the narrower space
   * @throws NoSuchElementException if the space has no parameter of that name
   * @throws IllegalArgumentException if low is above high, one of them is out of the range, no
   *     value is between them, or the values have no order
   */
  public SearchSpace within(String parameter, Object low, Object high) {
    Nulls.refuse("search space: low", low);
    Nulls.refuse("search space: high", high);
    return narrowed(parameter, each -> each.within(low, high));
  }

  /**
   * Returns this space with fewer values of a categorical or ordinal parameter. What else changes,
   * {@link #with} says.
   *
   * @param parameter the parameter's name
   * @param values at least one of its values, or of their texts, in any order; they keep the order
   *     that they have in this space
   * @return the narrower space
   * @throws NoSuchElementException if the space has no parameter of that name
   * @throws IllegalArgumentException if no value is given, if one is not a value of the parameter,
   *     or if several are given for a number; the message lists all faults
   */
  public SearchSpace among(String parameter, Object... values) {
    Nulls.refuseIn("search space: values", values);
    return narrowed(parameter, each -> each.among(List.of(values)));
  }

  private SearchSpace narrowed(String parameter, UnaryOperator<Parameter> change) {
    int place = indexOf(parameter);
    if (place < 0) {
      throw new NoSuchElementException(
          "no parameter '%s' in the space; %s".formatted(parameter, hint(parameter)));
    }
    var known = new ArrayList<>(parameters);
    known.addAll(wider);
    List<Parameter> left = Narrowing.of(parameters, tree, place, change);
    var names = left.stream().map(Parameter::name).toList();
    known.removeIf(handle -> !names.contains(handle.name()));
    return derived(left, constraints, List.copyOf(known));
  }

  /** A space like this one, of the same type, with other parameters or constraints. */
  SearchSpace derived(
      List<Parameter> parameters, List<Constraint> constraints, List<Parameter> wider) {
    return new SearchSpace(parameters, constraints, wider);
  }

  /** {@return the parameters, in order} */
  public final List<Parameter> parameters() {
    return parameters;
  }

  /** {@return the hard constraints, in the order in which they are checked} */
  public final List<Constraint> constraints() {
    return constraints;
  }

  /** {@return the number of parameters, which is the dimension of the unit cube} */
  public final int dimension() {
    return parameters.size();
  }

  /** {@return whether any parameter is conditional} */
  public final boolean isConditional() {
    return !tree.isFlat();
  }

  /**
   * Returns a parameter's place.
   *
   * @param parameter a handle of this space, or one with the same name and values
   * @return its place from 0, or -1 if there is no parameter of that name
   * @throws IllegalArgumentException if the space has a parameter of that name with other values
   */
  public final int indexOf(Parameter parameter) {
    Nulls.refuse("search space: parameter", parameter);
    return index.of(parameter);
  }

  /**
   * Returns a parameter's place.
   *
   * @param name the parameter's name
   * @return its place from 0, or -1 if there is no parameter of that name
   */
  public final int indexOf(String name) {
    return index.of(name);
  }

  List<Parameter> wider() {
    return wider;
  }

  Parameter at(int place) {
    return places[place];
  }

  /** The condition of the parameter at a place, for a message. */
  String activeWhen(int place) {
    return parameters.get(place).condition().map(Condition::toString).orElse("");
  }

  String hint(String name) {
    return Nearest.hint(name, parameters.stream().map(Parameter::name).toList());
  }

  /**
   * Returns the number of treatments: combinations of active parameters, not reduced by
   * constraints.
   *
   * @return the number, or empty if a parameter has a continuum of values
   */
  public final Optional<BigInteger> cardinality() {
    return parameters.stream().allMatch(p -> p.levels().isPresent())
        ? Optional.of(Cardinality.of(parameters, tree))
        : Optional.empty();
  }

  /**
   * Returns the lattice of all levels of all parameters.
   *
   * @return the lattice of a finite space
   * @throws IllegalArgumentException if a parameter has a continuum of values, or if one on which
   *     others depend has more than 2^20
   */
  public final Lattice lattice() {
    return lattice(parameters.stream().map(Lattice.Axis::all).toList());
  }

  /**
   * Returns the lattice of chosen levels of each parameter.
   *
   * @param axes one for each parameter, in order
   * @return the lattice
   * @throws IllegalArgumentException if the number of axes is not {@link #dimension()}, or if a
   *     parameter on which others depend has more than 2^20 levels
   */
  public final Lattice lattice(List<Lattice.Axis> axes) {
    Nulls.refuseIn("lattice: axes", axes);
    if (axes.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "lattice: expected %s axes, one for each parameter, got %s"
              .formatted(parameters.size(), axes.size()));
    }
    return new Lattice(this, tree, axes);
  }

  /**
   * Returns all treatments of a finite space, each exactly once. The last unconditional parameter,
   * with the parameters that depend on it, changes fastest. Constraints are not checked.
   *
   * @return a lazy stream of {@link #cardinality()} treatments
   * @throws IllegalArgumentException as {@link #lattice()}, or if there are more than 2^63 - 1
   *     treatments
   */
  public final Stream<Treatment> enumerate() {
    Lattice lattice = lattice();
    return LongStream.range(0, lattice.sizeExact()).mapToObj(lattice::at);
  }

  /**
   * Decodes a point of the unit cube. The same point always gives the same treatment.
   *
   * @param unit length {@link #dimension()}, each active place in [0, 1]; not kept
   * @return the treatment
   * @throws IllegalArgumentException if the length differs from {@link #dimension()}, or if the
   *     position of an active parameter is NaN or outside [0, 1]
   */
  public final Treatment fromUnit(double[] unit) {
    Nulls.refuse("search space: unit", unit);
    checkLength(unit.length);
    long[] coordinates = new long[unit.length];
    long[] active = cube.decode(unit, coordinates);
    return new SpaceTreatment(this, coordinates, active, null);
  }

  /**
   * Encodes a treatment: real values at their position, discrete values at the center of their bin.
   *
   * @param treatment a treatment of this space, or one that {@link #bind} accepts
   * @return a new array of length {@link #dimension()}, with values in [0, 1] and NaN where a
   *     parameter is inactive
   * @throws IllegalArgumentException if the treatment does not fit this space
   */
  public final double[] toUnit(Treatment treatment) {
    double[] unit = new double[parameters.size()];
    toUnit(treatment, unit);
    return unit;
  }

  /**
   * Encodes a treatment into a given array, see {@link #toUnit(Treatment)}.
   *
   * @param treatment a treatment of this space, or one that {@link #bind} accepts
   * @param into length {@link #dimension()}, overwritten
   * @throws IllegalArgumentException if the treatment does not fit this space or the length differs
   *     from {@link #dimension()}
   */
  public final void toUnit(Treatment treatment, double[] into) {
    Nulls.refuse("search space: treatment", treatment);
    Nulls.refuse("search space: into", into);
    checkLength(into.length);
    cube.encode(bound(treatment), into);
  }

  /**
   * Returns the treatment at given coordinates, as {@link Parameter} describes them.
   *
   * @param coordinates length {@link #dimension()}; those of inactive parameters are ignored; not
   *     kept
   * @return the treatment
   * @throws IllegalArgumentException if the length differs from {@link #dimension()}, or if an
   *     active parameter has no such coordinate
   */
  public final Treatment fromCoordinates(long[] coordinates) {
    Nulls.refuse("search space: coordinates", coordinates);
    checkLength(coordinates.length);
    long[] kept = coordinates.clone();
    var treatment =
        new SpaceTreatment(this, kept, tree.isFlat() ? null : tree.activate(kept), null);
    for (int i = 0; i < kept.length; i++) {
      if (treatment.isActive(i) && !parameters.get(i).holds(kept[i])) {
        throw new IllegalArgumentException(
            "parameter '%s' (%s) has no coordinate %s"
                .formatted(parameters.get(i).name(), parameters.get(i).domain(), kept[i]));
      }
    }
    return treatment;
  }

  /**
   * Writes the coordinates of a treatment, as {@link Parameter} describes them.
   *
   * @param treatment a treatment of this space, or one that {@link #bind} accepts
   * @param into the array that receives {@link #dimension()} coordinates
   * @param from the first index to write
   * @throws IllegalArgumentException if the treatment does not fit this space
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public final void coordinates(Treatment treatment, long[] into, int from) {
    Nulls.refuse("search space: treatment", treatment);
    Nulls.refuse("search space: into", into);
    System.arraycopy(bound(treatment).coordinates, 0, into, from, parameters.size());
  }

  /**
   * Tells whether a treatment gives a value to the parameter at a place.
   *
   * @param treatment a treatment of this space, or one that {@link #bind} accepts
   * @param place of the parameter, from 0
   * @return whether it is active
   * @throws IllegalArgumentException if the treatment does not fit this space
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public final boolean isActive(Treatment treatment, int place) {
    Nulls.refuse("search space: treatment", treatment);
    return bound(treatment).isActive(Objects.checkIndex(place, parameters.size()));
  }

  /**
   * Makes a treatment one of this space: returns it unchanged if it already is, else checks its
   * values and copies them.
   *
   * @param treatment any
   * @return an equal treatment of this space under the same name
   * @throws IllegalArgumentException if the treatment lacks a value for an active parameter, gives
   *     one to an unknown or inactive parameter, or gives one that its parameter does not have; the
   *     message lists all faults
   */
  public final Treatment bind(Treatment treatment) {
    Nulls.refuse("search space: treatment", treatment);
    return bound(treatment);
  }

  /** A treatment of this space with given values, and with defaults where none is given. */
  Treatment complete(Map<String, ?> values) {
    return Binding.complete(this, tree, values);
  }

  @SuppressWarnings("ReferenceEquality")
  private SpaceTreatment bound(Treatment treatment) {
    return treatment instanceof SpaceTreatment t && t.space == this
        ? t
        : Binding.bind(this, tree, treatment);
  }

  /**
   * Tells whether a treatment was made by this space object.
   *
   * @param treatment any
   * @return whether {@link #bind} would return it as it is
   */
  @SuppressWarnings("ReferenceEquality") // an equal space is another one
  public final boolean owns(Treatment treatment) {
    Nulls.refuse("search space: treatment", treatment);
    return treatment instanceof SpaceTreatment t && t.space == this;
  }

  /**
   * Tells whether a treatment gives a valid value to every active parameter and to no other.
   * Constraints are not checked.
   *
   * @param treatment any
   * @return whether {@link #bind} accepts it
   */
  public final boolean contains(Treatment treatment) {
    Nulls.refuse("search space: treatment", treatment);
    try {
      bound(treatment);
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /**
   * Returns the first constraint that a treatment violates. A constraint that throws counts as
   * violated, unless it throws a {@link VirtualMachineError}: that memory or the stack has run out
   * says nothing of the treatment. If it throws an {@link InterruptedException}, the interrupt flag
   * of the thread is set again.
   *
   * @param treatment of this space
   * @return the constraint and what it threw, or empty if all are satisfied
   * @throws VirtualMachineError if a constraint throws it
   */
  public final Optional<Violation> violated(Treatment treatment) {
    Nulls.refuse("search space: treatment", treatment);
    for (Constraint constraint : constraints) {
      try {
        if (!constraint.satisfied().test(treatment)) {
          return Optional.of(new Violation(constraint, null));
        }
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable thrown) {
        if (thrown instanceof InterruptedException) { // some languages throw it undeclared
          Thread.currentThread().interrupt();
        }
        return Optional.of(new Violation(constraint, thrown));
      }
    }
    return Optional.empty();
  }

  /** {@return whether every parameter that {@link #defaults} would make active has a default} */
  public final boolean hasDefaults() {
    return Defaults.of(this, tree).lacking().isEmpty();
  }

  /**
   * Returns the treatment with every parameter at its default, named {@code defaults}.
   *
   * @return the treatment
   * @throws IllegalStateException if an active parameter has no default; the message names all such
   *     parameters, and says how to give them one
   */
  public final Treatment defaults() {
    return Defaults.of(this, tree).treatment();
  }

  private void checkLength(int length) {
    if (length != parameters.size()) {
      throw new IllegalArgumentException(
          "point: expected %s places, one for each parameter, got %s"
              .formatted(parameters.size(), length));
    }
  }

  /**
   * Returns the space as text, with a line for each parameter and constraint. Equal spaces have
   * equal texts. Different spaces have different texts, unless they differ only in the type of
   * choices that print the same text, or in the code of a constraint.
   *
   * @return the text; each line ends with a line feed
   */
  public final String canonical() {
    return canonical;
  }

  /** {@return the SHA-256 of {@link #canonical()} in UTF-8, 64 hexadecimal digits} */
  public final String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public final String toString() {
    return "SearchSpace" + parameters + (constraints.isEmpty() ? "" : " subject to " + constraints);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof SearchSpace s
        && parameters.equals(s.parameters)
        && constraints.equals(s.constraints);
  }

  @Override
  public final int hashCode() {
    return canonical.hashCode();
  }
}
