package dev.beryl.cli;

import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.cli.file.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = {
      "Looks for faults in a study's file, shows all of them with their lines, and runs nothing."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private StudyFileParameter file;
  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws FaultyFileException, IOException {
    StudyFile study = StudyFile.read(file.path());
    PrintWriter out = spec.commandLine().getOut();
    out.println(file.path() + ": no faults");
    out.println(study.study());
    study.space().parameters().forEach(parameter -> out.println("  " + parameter));
    out.println("command: " + study.command());
    out.println("journal: " + study.journal());
    return BerylCommand.DONE;
  }
}
