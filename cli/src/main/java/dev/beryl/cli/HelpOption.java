package dev.beryl.cli;

import picocli.CommandLine.Option;

/** The option that all commands have. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean isAsked;
}
