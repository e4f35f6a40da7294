package dev.beryl.cli.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Text as nodes that know their places. */
final class Yaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  private Yaml() {}

  /** The keys of a text; empty if it is not YAML or has none, which was noted as a fault then. */
  static Optional<Fields> keys(String text, FileFaults faults) {
    try {
      Optional<Node> root =
          new Composer(SETTINGS, new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)))
              .getSingleNode();
      if (root.orElse(null) instanceof MappingNode mapping) {
        return Optional.of(Fields.of("", mapping, faults));
      }
      faults.add(
          root.map(Place::of).orElse(Place.WHOLE_FILE),
          "expected keys with values, such as 'trials: 40', got "
              + (root.isEmpty() ? "an empty file" : "something else"));
    } catch (MarkedYamlEngineException malformed) {
      faults.add(
          Place.of(malformed.getProblemMark().orElse(null)), "not YAML: " + problem(malformed));
    } catch (ReaderException malformed) {
      int character = malformed.getCodePoint();
      faults.add(
          Place.of(text, text.indexOf(character)),
          "not YAML: a character that is not allowed, U+%04X".formatted(character));
    } catch (YamlEngineException malformed) {
      faults.add(Place.WHOLE_FILE, "not YAML: " + malformed.getMessage());
    }
    return Optional.empty();
  }

  private static String problem(MarkedYamlEngineException malformed) {
    String context = malformed.getContext();
    return context == null ? malformed.getProblem() : context + ", " + malformed.getProblem();
  }
}
