package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.cli.file.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description = {
      "Looks for faults in a study's file, shows all of them with their lines, and runs nothing."
    })
final class CheckCommand extends Subcommand {
  @Mixin private final StudyFileParameter file = new StudyFileParameter();

  @Override
  public Integer call() throws FaultyFileException, IOException {
    StudyFile study = StudyFile.read(file.path());
    PrintWriter out = out();
    out.println(file.path() + ": no faults");
    out.println(study.study());
    study.space().parameters().forEach(parameter -> out.println("  " + parameter));
    out.println("command: " + study.command());
    out.println("journal: " + study.journal());
    return BerylCommand.DONE;
  }
}
