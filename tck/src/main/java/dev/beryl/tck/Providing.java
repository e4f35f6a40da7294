package dev.beryl.tck;

import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.PluginProvider;
import dev.beryl.spi.PrunerProvider;
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
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** The rule about providers: how they are found, what they are called, what their options take. */
final class Providing {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String UNKNOWN = "no-such-option";

  private final Case test;
  private final PluginProvider provider;

  private Providing(Case test) {
    this.test = test;
    this.provider = test.provider();
  }

  static <S> RuleTests<S, ?> tests(RuleTests<S, ?> tests, List<S> any) {
    return tests
        .once("name", any, test -> new Providing(test).name())
        .once("options", any, test -> new Providing(test).options())
        .once("registration", any, test -> new Providing(test).registration());
  }

  private void require(boolean holds, String what, Object... arguments) {
    test.require(holds, -1, what, arguments);
  }

  /** Name and description. */
  private void name() {
    String name = test.call("name", provider::name);
    String description = test.call("description", provider::description);
    require(
        name != null && NAME.matcher(name).matches(),
        "expected a name of lower case letters, digits and dashes, such as 'cma-es', got '%s'",
        name);
    String again = provider.name();
    require(name.equals(again), "the name is '%s', and then '%s'", name, again);
    require(
        description != null && !description.isBlank() && description.lines().count() == 1,
        "expected a description in one line, got '%s'",
        description);
  }

  /** Names, defaults, and what is refused. */
  private void options() {
    List<Option<?>> options = test.call("options", provider::options);
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
      Options accepted = Options.of("plug-in", provider.options(), Map.of(UNKNOWN, 1));
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
    reads(option, "its default", value, value);
    reads(option, "its default as text", Option.text(value), value);
  }

  private void reads(Option<?> option, String what, Object given, Object value) {
    Object read =
        test.call(
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
      throw test.broken(
          -1,
          ("option '%s', given '%s' of type %s, threw %s; return null from the option's"
                  + " reader for a value that is not accepted")
              .formatted(option.name(), odd, odd.getClass().getName(), other),
          other);
    }
  }

  /** Class and constructor, the two declarations, and whether a service loader finds it. */
  private void registration() throws IOException {
    Class<?> type = provider.getClass();
    require(Modifier.isPublic(type.getModifiers()), "class %s is not public", type.getName());
    require(
        Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0),
        "class %s has no public constructor without parameters",
        type.getName());
    ClassLoader loader = type.getClassLoader();
    String file = "META-INF/services/" + service().getName();
    require(
        isListed(loader, file, type.getName()),
        "%s is not listed in %s: it is not found on the class path",
        type.getName(),
        file);
    isProvidedByModule(type);
    ServiceLoader<?> loaded = ServiceLoader.load(service(), loader);
    require(
        loaded.stream().anyMatch(found -> found.type() == type),
        "the service loader does not find %s",
        type.getName());
  }

  private Class<? extends PluginProvider> service() {
    return switch (provider) {
      case OptimizerProvider _ -> OptimizerProvider.class;
      case PrunerProvider _ -> PrunerProvider.class;
    };
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
    URL location = ClassOrigin.location(type).orElseThrow();
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
                provided.service().equals(service().getName())
                    && provided.providers().contains(type.getName())),
        "module %s does not provide %s with %s: it is not found on the module path",
        module.name(),
        service().getName(),
        type.getName());
  }
}
