package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Packages of this module import one way, from the service down to how faults are reported. */
class PackagesTest {
  private static final Pattern NAME = Pattern.compile("dev/beryl/(\\w+)/");
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "fault", Set.of(),
          "random", Set.of(),
          "space", Set.of("fault"),
          "trial", Set.of("fault", "space"),
          "spi", Set.of("fault", "random", "space", "trial"));

  @Test
  void packages_importOneWay() throws IOException, URISyntaxException {
    var uses = usesByPackage();
    assertThat(uses.keySet()).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    uses.forEach(
        (name, used) -> assertThat(used).as("used by %s", name).isSubsetOf(MAY_USE.get(name)));
  }

  private static Map<String, Set<String>> usesByPackage() throws IOException, URISyntaxException {
    var uses = new TreeMap<String, Set<String>>();
    for (Path file : classFiles()) {
      ClassModel model = ClassFile.of().parse(file);
      String own = namedIn(model.thisClass().asInternalName()).getFirst();
      Set<String> used = uses.computeIfAbsent(own, name -> new TreeSet<>());
      for (var entry : model.constantPool()) {
        if (entry instanceof Utf8Entry text) {
          used.addAll(namedIn(text.stringValue()));
        }
      }
      used.remove(own);
    }
    return uses;
  }

  private static List<Path> classFiles() throws IOException, URISyntaxException {
    var root = Path.of(Optimizer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .toList();
    }
  }

  private static List<String> namedIn(String text) {
    return NAME.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
