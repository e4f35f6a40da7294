package dev.beryl.cli;

import dev.beryl.plugins.Optimizers;
import dev.beryl.plugins.Pruners;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

@Command(
    name = "plugins",
    description = "Lists the optimizers and pruners, and the options of each.")
final class PluginsCommand extends Subcommand {
  @Override
  public Integer call() {
    PrintWriter out = out();
    out.print(Optimizers.table());
    out.println();
    out.print(Pruners.table());
    return BerylCommand.DONE;
  }
}
