package dev.beryl;

import dev.beryl.spi.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The installed optimizers as text in columns. */
final class OptimizerTable {
  private static final String GAP = "  ";

  private OptimizerTable() {}

  static String of(Installed installed) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("optimizer", "version", "from", "capabilities"));
    var options = new ArrayList<List<String>>();
    options.add(List.of("optimizer", "option", "allowed", "default", "what it does"));
    for (InstalledOptimizer optimizer : installed.optimizers()) {
      rows.add(
          List.of(
              optimizer.name(),
              optimizer.version().orElse("-"),
              optimizer.origin(),
              optimizer.capabilities().toString()));
      for (Option<?> option : optimizer.options()) {
        options.add(
            List.of(
                optimizer.name(),
                option.name(),
                option.expected(),
                option.defaultValue().map(OptimizerTable::shown).orElse("-"),
                option.description()));
      }
    }
    var text = new StringBuilder(aligned(rows));
    if (options.size() > 1) {
      text.append('\n').append(aligned(options));
    }
    if (!installed.faults().isEmpty()) {
      text.append('\n');
      installed.faults().forEach(fault -> text.append("! ").append(fault).append('\n'));
    }
    return text.toString();
  }

  private static String shown(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value.toString();
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length()).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
