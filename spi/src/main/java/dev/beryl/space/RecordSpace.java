package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A search space that was read from a record or a sealed interface of records: each treatment is an
 * instance. {@link SearchSpace#of(Class)} makes one. Immutable.
 *
 * {@snippet :
 * record Forest(
 *     @Range(min = 10, max = 500, log = true) int trees,
 *     @Range(min = 1, max = 30) int depth,
 *     Criterion criterion) {}
 *
 * RecordSpace<Forest> space = SearchSpace.of(Forest.class);
 * Forest forest = space.instance(treatment);
 * }
 *
 * <table>
 *   <caption>Components and their parameters</caption>
 *   <tr><th>component</th><th>parameter, under the component's name</th></tr>
 *   <tr><td>{@code int}, {@code long} with {@link Range}</td><td>integer</td></tr>
 *   <tr><td>{@code double} with {@link Range}</td><td>real</td></tr>
 *   <tr><td>{@code Duration} with {@link Range}</td><td>integer, the number of units</td></tr>
 *   <tr><td>number or {@code String} with {@link Choices}</td><td>categorical or ordinal</td></tr>
 *   <tr><td>enum</td><td>categorical; {@link Choices} chooses constants or makes it ordinal</td></tr>
 *   <tr><td>{@code boolean}</td><td>categorical of false and true</td></tr>
 *   <tr><td>record {@code r}</td><td>those of its components, as {@code r.name}</td></tr>
 *   <tr><td>sealed interface {@code s}</td><td>categorical of the permitted records' simple names;
 *       for each record R, those of its components as {@code s.R.name}, active under R</td></tr>
 *   <tr><td>{@code Optional} {@code o}</td><td>flag {@code o.present}; that of its content as
 *       {@code o}, active if it is true</td></tr>
 *   <tr><td>{@code List} {@code l} with {@link Length}</td><td>those of its elements, as
 *       {@code l.0}, {@code l.1} and so on</td></tr>
 * </table>
 *
 * <p>If the type itself is a sealed interface, its categorical has the interface's name with a
 * small first letter, and the components of record R are {@code R.name}. All types may be nested,
 * but an {@code Optional} or {@code List} contains none of its kind.
 *
 * <p>A constructor that throws is a hard constraint: a treatment whose instance cannot be made is
 * rejected before it is run, with what was thrown as its cause. So constructors must be pure
 * functions of their components. The constraint is named {@code constructor of}, with the simple
 * name of the type; a space whose constructors only set the components has none.
 *
 * <p>In a module, the package of each record must be open to {@code dev.beryl.spi}: {@code opens
 * com.example.model to dev.beryl.spi;}. The records need not be public.
 *
 * @param <T> the record or sealed interface
 */
public final class RecordSpace<T> extends SearchSpace {
  private final Class<T> type;
  private final Shape shape;
  private final List<String> names; // of the parameters as defined
  private final int[] places; // of the parameters as defined; -1 of one that was left out

  /** Whether an instance can be made of a treatment; equal for the same type. */
  private record Constructible(Class<?> type) implements Predicate<Treatment> {
    @Override
    public boolean test(Treatment treatment) {
      RecordSpace<?> space =
          treatment instanceof SpaceTreatment t
                  && t.space instanceof RecordSpace<?> own
                  && own.type == type
              ? own
              : SearchSpace.of(type);
      return space.type.isInstance(space.instance(treatment));
    }
  }

  private RecordSpace(
      Class<T> type,
      Shape shape,
      List<String> names,
      List<Parameter> parameters,
      List<Constraint> constraints,
      List<Parameter> wider) {
    super(parameters, constraints, wider);
    this.type = type;
    this.shape = shape;
    this.names = names;
    this.places = names.stream().mapToInt(this::indexOf).toArray();
  }

  static <T> RecordSpace<T> read(Class<T> type) {
    ShapeReader.Outline outline = ShapeReader.read(type);
    List<Constraint> constraints =
        outline.throwing()
            ? List.of(
                new Constraint("constructor of " + type.getSimpleName(), new Constructible(type)))
            : List.of();
    return new RecordSpace<>(
        type,
        outline.shape(),
        outline.parameters().stream().map(Parameter::name).toList(),
        List.copyOf(outline.parameters()),
        constraints,
        List.of());
  }

  @Override
  RecordSpace<T> derived(
      List<Parameter> parameters, List<Constraint> constraints, List<Parameter> wider) {
    return new RecordSpace<>(type, shape, names, parameters, constraints, wider);
  }

  int placeOf(int number) {
    return places[number];
  }

  /** {@return the record or sealed interface} */
  public Class<T> type() {
    return type;
  }

  /**
   * Returns the instance that a treatment stands for. Each call makes a new one.
   *
   * @param treatment of this space, of one that this was narrowed from or to, or one that {@link
   *     #bind} accepts; a parameter to which it gives no value takes its default
   * @return the instance
   * @throws IllegalArgumentException if the treatment does not fit this space; the message lists
   *     all faults
   * @throws RuntimeException as the constructor throws it
   */
  public T instance(Treatment treatment) {
    Nulls.refuse("search space: treatment", treatment);
    return type.cast(
        treatment instanceof SpaceTreatment t
                && t.space instanceof RecordSpace<?> own
                && own.type == type
            ? own.made(t.coordinates)
            : made(((SpaceTreatment) complete(treatment.values())).coordinates));
  }

  private Object made(long[] coordinates) {
    try {
      return shape.read(this, coordinates);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor of " + type + " threw", e);
    }
  }

  /**
   * Returns the treatment that stands for an instance.
   *
   * @param instance whose values are all in this space
   * @return the treatment, without a name of its own
   * @throws IllegalArgumentException if a value is not one of its parameter's, or a list has
   *     another length; the message lists all faults
   * @throws NullPointerException if a component is null; the message names it
   */
  public Treatment treatment(T instance) {
    return complete(values(instance));
  }

  private Map<String, Object> values(T instance) {
    Nulls.refuse("search space: instance", instance);
    var values = new LinkedHashMap<String, Object>();
    shape.write(type.cast(instance), values);
    return values;
  }

  /**
   * Returns this space with the values of an instance as defaults. Parameters that are inactive in
   * it keep the default that they have.
   *
   * @param instance whose values are all in this space
   * @return the space with these defaults
   * @throws IllegalArgumentException if a value is not one of its parameter's; the message lists
   *     all faults
   */
  public RecordSpace<T> withDefaults(T instance) {
    Treatment given = treatment(instance);
    List<Parameter> changed =
        parameters().stream()
            .map(parameter -> {
              Object value = given.value(parameter.name());
              return value == null
                  ? parameter
                  : parameter.defaultingTo(parameter.coordinateOf(value));
            })
            .toList();
    return derived(changed, constraints(), wider());
  }

  @Override
  public RecordSpace<T> subjectTo(String name, Predicate<Treatment> satisfied) {
    return ofType(super.subjectTo(name, satisfied));
  }

  @Override
  public RecordSpace<T> with(String parameter, Object value) {
    return ofType(super.with(parameter, value));
  }

  @Override
  public RecordSpace<T> within(String parameter, Object low, Object high) {
    return ofType(super.within(parameter, low, high));
  }

  @Override
  public RecordSpace<T> among(String parameter, Object... values) {
    return ofType(super.among(parameter, values));
  }

  @SuppressWarnings("unchecked") // made by derived(…)
  private RecordSpace<T> ofType(SearchSpace space) {
    return (RecordSpace<T>) space;
  }
}
