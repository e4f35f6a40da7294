package dev.beryl.cli.file;

import dev.beryl.Study;
import dev.beryl.process.Command;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that describes a study of a program. Paths in it are relative to its folder.
 *
 * @param path of the file
 * @param space what is searched
 * @param command the program
 * @param program the part of the file that the values of a run depend on, besides the treatment
 * @param study the study, without its journal
 * @param journal where the study is recorded
 * @param report the page to write when the study has ended; empty: none
 */
public record StudyFile(
    Path path,
    SearchSpace space,
    Command command,
    String program,
    Study study,
    Path journal,
    Optional<Path> report) {

  /** {@return whether a path is that of a study's file, by its name} */
  public static boolean isNamedLikeOne(Path path) {
    String name = path.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /**
   * Reads a file, and checks all of it.
   *
   * @throws FaultyFileException if it has faults; the exception has all of them
   * @throws IOException if it cannot be read
   */
  public static StudyFile read(Path path) throws FaultyFileException, IOException {
    var faults = new FileFaults(path.toString());
    Optional<StudyFile> read = Optional.empty();
    try {
      String text = Files.readString(path).replaceFirst("^\ufeff", "");
      read = Yaml.keys(text, faults).flatMap(keys -> read(path, keys, faults));
    } catch (CharacterCodingException notText) {
      faults.add(Place.WHOLE_FILE, "expected text in UTF-8");
    }
    if (faults.count() > 0) {
      throw new FaultyFileException(faults.lines());
    }
    return read.orElseThrow();
  }

  private static Optional<StudyFile> read(Path path, Fields keys, FileFaults faults) {
    Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElseThrow();
    Optional<Fields> parameters =
        keys.need(
                "parameters",
                "what to search, a line for each such as 'threads: {type: integer, low: 1, high:"
                    + " 32}'")
            .flatMap(value -> value.fields("a line for each parameter"));
    Optional<SearchSpace> space =
        parameters.flatMap(fields -> ParametersReader.read(fields, faults));
    var objectivesReader = new ObjectivesReader(faults);
    List<Objective> objectives = objectivesReader.objectives(keys);
    List<OutcomeConstraint> constraints = objectivesReader.constraints(keys);
    Optional<Command> command =
        CommandReader.read(keys, parameters, objectivesReader, faults, folder);
    String program = CommandReader.deciding(keys);
    Study study =
        StudyReader.read(keys, faults, folder, space.orElse(null), objectives, constraints);
    Path journal =
        keys.find("journal")
            .flatMap(value -> value.text("the file of the journal"))
            .map(folder::resolve)
            .orElseGet(() -> folder.resolve(withoutEnding(path) + ".journal"));
    Optional<Path> report =
        keys.find("report").flatMap(value -> value.text("the file of a page")).map(folder::resolve);
    keys.refuseOthers();
    if (space.isPresent() && command.isPresent()) {
      requireAllUsed(parameters.orElseThrow(), faults, space.get(), command.get());
    }
    return space.flatMap(searched ->
        command.map(run -> new StudyFile(path, searched, run, program, study, journal, report)));
  }

  /** A parameter that the program never sees is a mistake, unless others depend on it. */
  private static void requireAllUsed(
      Fields parameters, FileFaults faults, SearchSpace space, Command command) {
    Set<String> used = new HashSet<>(command.parameters());
    space
        .parameters()
        .forEach(
            parameter -> parameter.condition().ifPresent(when -> used.add(when.parent().name())));
    parameters
        .all()
        .forEach((name, field) -> {
          if (!used.contains(name)) {
            faults.add(
                field.at(),
                "parameter '%s': the program never sees it; write '{%s}' where it is to stand in the command, the environment or the input"
                    .formatted(name, name));
          }
        });
  }

  private static String withoutEnding(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
