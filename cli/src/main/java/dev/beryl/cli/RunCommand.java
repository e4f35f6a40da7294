package dev.beryl.cli;

import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.cli.file.FaultyFileException;
import dev.beryl.cli.file.StudyFile;
import dev.beryl.journal.JournalTrials;
import dev.beryl.progress.ProgressBarListener;
import dev.beryl.report.Report;
import dev.beryl.study.Ending;
import dev.beryl.study.Failures;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Runs a study to its end, or goes on where it was interrupted.",
      "What was run is in the journal, and is not run again; a larger number of trials in the file"
          + " continues a study that has ended."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the study has ended",
      "1:it failed, or found no treatment to use",
      "2:wrong usage, or a faulty file",
      "130:interrupted; the same command goes on"
    })
final class RunCommand extends Subcommand {
  private static final String PROGRAM = "program"; // the note of a study that says what it ran

  @Mixin private final StudyFileParameter file = new StudyFileParameter();

  @Option(
      names = "--rerun-failed",
      description = "when the study has ended, run again what failed in it")
  private boolean rerunFailed;

  @Option(
      names = "--keep-results",
      description =
          "go on although the command in the file has changed since its journal was begun")
  private boolean keepResults;

  @Option(
      names = {"-q", "--quiet"},
      description = "show no progress")
  private boolean quiet;

  @Override
  public Integer call() throws FaultyFileException, IOException, RefusedException {
    StudyFile read = StudyFile.read(file.path());
    if (Files.exists(read.journal())) {
      requireSameProgram(read);
      err().println("goes on from " + read.journal());
    }
    try (var interruption = new Interruption()) {
      RunningStudy running = start(read);
      interruption.stops(running::stop);
      StudyResult result = result(running);
      show(read, result);
      if (interruption.happened() && result.ending() == Ending.STOPPED) {
        int trials = result.trials().size();
        err()
            .println(
                "interrupted after %s %s; to go on: beryl run %s"
                    .formatted(trials, trials == 1 ? "trial" : "trials", file.path()));
        return BerylCommand.INTERRUPTED;
      }
      return hasFound(result) ? BerylCommand.DONE : BerylCommand.FAILED;
    } catch (StudyFailedException failed) {
      err()
          .println(
              String.valueOf(failed.getMessage())
                  .replace("neverFail()", "'failures-in-a-row: any number'"));
      err()
          .println(
              "Its journal has these failures: remove %s to begin again; or keep it, and once the cause is corrected, continue despite failures with --rerun-failed"
                  .formatted(read.journal()));
      return BerylCommand.FAILED;
    }
  }

  /** Results of another program say nothing about this one. */
  private void requireSameProgram(StudyFile read) throws RefusedException {
    String recorded = JournalTrials.read(read.journal()).result().notes().get(PROGRAM);
    if (recorded != null && !recorded.equals(read.program()) && !keepResults) {
      throw new RefusedException(
          """
          %s has results of another command than %s:
          %s
          now it is:
          %s
          Give the study another journal, or remove that one; or, if these results still hold: beryl run %s --keep-results\
          """
              .formatted(
                  read.journal(),
                  file.path(),
                  recorded.indent(2).stripTrailing(),
                  read.program().indent(2).stripTrailing(),
                  file.path()));
    }
  }

  private RunningStudy start(StudyFile read) throws RefusedException {
    Study study = read.study().journal(read.journal()).notes(Map.of(PROGRAM, read.program()));
    if (!quiet) {
      study = study.listener(ProgressBarListener.create());
    }
    if (rerunFailed) {
      study = study.rerun(Failures.any());
    }
    try {
      return read.command().experiment().optimizeAsync(study);
    } catch (IllegalArgumentException | IllegalStateException refused) {
      throw new RefusedException(String.valueOf(refused.getMessage()));
    }
  }

  private static StudyResult result(RunningStudy running) {
    try {
      return running.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private void show(StudyFile read, StudyResult result) throws IOException {
    out().print(Report.of(result).text());
    if (result.objectives().size() == 1 && hasFound(result)) {
      out().println("\nIts command line:");
      out().println(read.command().commandLine(result.recommended()));
    }
    if (read.report().isPresent()) {
      Report.of(read.journal()).writeHtml(read.report().get());
      out().println(read.report().get());
    }
    out().flush();
  }

  private static boolean hasFound(StudyResult result) {
    return !result.paretoFront().isEmpty();
  }
}
