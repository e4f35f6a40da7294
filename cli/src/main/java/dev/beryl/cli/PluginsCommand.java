package dev.beryl.cli;

import dev.beryl.plugins.Optimizers;
import dev.beryl.plugins.Pruners;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "plugins",
    description = "Lists the optimizers and pruners, and the options of each.")
final class PluginsCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Optimizers.table());
    out.println();
    out.print(Pruners.table());
    return BerylCommand.DONE;
  }
}
