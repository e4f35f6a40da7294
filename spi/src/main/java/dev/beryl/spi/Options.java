package dev.beryl.spi;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The checked options of one plug-in. Immutable.
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
   * @param subject the plug-in, in the words that an error starts with, such as {@code optimizer
   *     'grid'}
   * @param declared the options that the plug-in has
   * @param given option name to value, a value of the option's type or text
   * @return the options; those not given have their defaults
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed; the message
   *     lists all faults, with the most similar valid names
   */
  public static Options of(String subject, List<Option<?>> declared, Map<String, ?> given) {
    Nulls.refuse("options: subject", subject);
    Nulls.refuseIn("options: declared", declared);
    Nulls.refuseIn("options: given", given);
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
   * Returns the value of an option that was given or has a default.
   *
   * @param <T> the type of its value
   * @param option the key
   * @return the value that was given, or the default
   * @throws NoSuchElementException if nothing was given and there is no default
   */
  public <T> T get(Option<T> option) {
    Nulls.refuse("options: option", option);
    return find(option)
        .orElseThrow(() ->
            new NoSuchElementException(
                "option '%s' was not given and has no default".formatted(option.name())));
  }

  /**
   * Returns the value of an option, if it has one.
   *
   * @param <T> the type of its value
   * @param option the key
   * @return the value that was given, or the default; empty if there is neither
   */
  public <T> Optional<T> find(Option<T> option) {
    Nulls.refuse("options: option", option);
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
