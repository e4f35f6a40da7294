package dev.beryl.tck;

import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** The rule about providers: how they are found, what they are called, what their options take. */
final class Providing {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String UNKNOWN = "no-such-option";

  private final Verdict verdict;
  private final Plugin plugin;

  Providing(Verdict verdict, Plugin plugin) {
    this.verdict = verdict;
    this.plugin = plugin;
  }

  private void require(boolean holds, String what, Object... arguments) {
    verdict.require(holds, -1, what, arguments);
  }

  /** Name and description. */
  void name() {
    String name = verdict.call("name", plugin.name()::get);
    String description = verdict.call("description", plugin.description()::get);
    require(
        name != null && NAME.matcher(name).matches(),
        "expected a name of lower case letters, digits and dashes, such as 'cma-es', got '%s'",
        name);
    require(
        name.equals(plugin.name().get()), "the name is '%s', and then '%s'", name, plugin.name());
    require(
        description != null && !description.isBlank() && description.lines().count() == 1,
        "expected a description in one line, got '%s'",
        description);
  }

  /** Names, defaults, and what is refused. */
  void options() {
    List<Option<?>> options = verdict.call("options", plugin.options()::get);
    var names = new HashSet<String>();
    for (Option<?> option : options) {
      String name = option.name();
      require(names.add(name), "two options are named '%s'", name);
      require(
          NAME.matcher(name).matches(),
          "expected an option's name of lower case letters, digits and dashes, got '%s'",
          name);
      require(!option.description().isBlank(), "option '%s' has no description", name);
      option.defaultValue().ifPresent(value -> acceptsDefault(option, value));
      for (Object odd : new Object[] {"", "\u2603 no such value", Double.NaN, new Object()}) {
        refusesInWords(option, odd);
      }
    }
    try {
      Options accepted = plugin.given().apply(Map.of(UNKNOWN, 1));
      require(false, "the unknown option '%s' was accepted: %s", UNKNOWN, accepted);
    } catch (IllegalArgumentException refusal) {
      require(
          String.valueOf(refusal.getMessage()).contains(UNKNOWN),
          "the refusal of option '%s' does not name it: %s",
          UNKNOWN,
          refusal);
    }
  }

  private void acceptsDefault(Option<?> option, Object value) {
    String text =
        value instanceof Enum<?> constant
            ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
            : value.toString();
    reads(option, "its default", value, value);
    reads(option, "its default as text", text, value);
  }

  private void reads(Option<?> option, String what, Object given, Object value) {
    Object read =
        verdict.call(
            "option '%s', given %s %s,".formatted(option.name(), what, value),
            () -> option.read(given));
    require(value.equals(read), "option '%s' reads %s %s as %s", option.name(), what, value, read);
  }

  private void refusesInWords(Option<?> option, Object odd) {
    try {
      option.read(odd);
    } catch (IllegalArgumentException refused) {
      // As it should be.
    } catch (RuntimeException other) {
      throw verdict.violation(
          -1,
          ("option '%s', given '%s' of type %s, threw %s; what is not accepted is null to the"
                  + " option's reader")
              .formatted(option.name(), odd, odd.getClass().getName(), other),
          other);
    }
  }

  /** Class and constructor, the two declarations, and whether a service loader finds it. */
  void registration() throws IOException {
    Class<?> type = plugin.type();
    require(Modifier.isPublic(type.getModifiers()), "class %s is not public", type.getName());
    require(
        Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0),
        "class %s has no public constructor without parameters",
        type.getName());
    ClassLoader loader = type.getClassLoader();
    String file = "META-INF/services/" + plugin.service().getName();
    require(
        isListed(loader, file, type.getName()),
        "%s is not listed in %s: it is not found on the class path",
        type.getName(),
        file);
    isProvidedByModule(type);
    ServiceLoader<?> loaded = plugin.providers().apply(loader);
    require(
        loaded.stream().anyMatch(found -> found.type() == type),
        "the service loader does not find %s",
        type.getName());
  }

  private static boolean isListed(ClassLoader loader, String file, String name) throws IOException {
    for (URL url : Collections.list(loader.getResources(file))) {
      try (var reader =
          new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
        if (reader.lines().anyMatch(line -> line.replaceFirst("#.*", "").strip().equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where the jar or folder has a module descriptor, it names the provider. */
  private void isProvidedByModule(Class<?> type) throws IOException {
    URL location = Origin.location(type).orElseThrow();
    String at = location.toString();
    URI descriptor =
        URI.create(
            at.endsWith("/") ? at + "module-info.class" : "jar:" + at + "!/module-info.class");
    ModuleDescriptor module;
    try (InputStream in = descriptor.toURL().openStream()) {
      module = ModuleDescriptor.read(in);
    } catch (IOException absent) {
      return; // a plug-in for the class path only
    }
    require(
        module.provides().stream()
            .anyMatch(provided ->
                provided.service().equals(plugin.service().getName())
                    && provided.providers().contains(type.getName())),
        "module %s does not provide %s with %s: it is not found on the module path",
        module.name(),
        plugin.service().getName(),
        type.getName());
  }
}
