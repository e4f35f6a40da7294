package dev.beryl.spi;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The checked options of one optimizer. Immutable.
 *
 * {@snippet file="dev/beryl/spi/SnippetsTest.java" region="options"}
 */
public final class Options {
  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Checks options that were given by name against those that are declared.
   *
   * @param subject whose options they are, as the first words of the error, such as {@code
   *     optimizer 'grid'}
   * @param declared the options there are
   * @param given option name to value, a value of the option's type or text
   * @return the options with the defaults of those not given
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed; all faults
   *     together, with the nearest valid names
   */
  public static Options of(String subject, List<Option<?>> declared, Map<String, ?> given) {
    var faults = new Faults(subject);
    List<String> names = declared.stream().map(Option::name).toList();
    var values = new TreeMap<String, Object>();
    for (Option<?> option : declared) {
      option.defaultValue().ifPresent(value -> values.put(option.name(), value));
      Object value = given.get(option.name());
      if (value != null) {
        try {
          values.put(option.name(), option.read(value));
        } catch (IllegalArgumentException refused) {
          faults.add("%s", refused.getMessage());
        }
      }
    }
    new TreeMap<>(given)
        .keySet()
        .forEach(name ->
            faults.require(
                names.contains(name), "no option '%s'; %s", name, Nearest.hint(name, names)));
    faults.throwIfAny();
    return new Options(values);
  }

  /**
   * The value of an option that has a default.
   *
   * @param <T> the type of its value
   * @param option the key
   * @return what was given, or the default
   * @throws NoSuchElementException if nothing was given and there is no default
   */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() ->
            new NoSuchElementException(
                "option '%s' was not given and has no default".formatted(option.name())));
  }

  /**
   * The value of an option.
   *
   * @param <T> the type of its value
   * @param option the key
   * @return what was given, or the default; empty if there is neither
   */
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable(values.get(option.name())).map(option::read);
  }

  /** {@return canonical text, such as {@code order=random points=5}, sorted by name} */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Option.text(entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}
