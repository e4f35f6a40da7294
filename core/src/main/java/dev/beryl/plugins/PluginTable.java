package dev.beryl.plugins;

import dev.beryl.spi.Option;
import dev.beryl.spi.PluginProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Installed plug-ins as text in columns. */
final class PluginTable {
  private static final String GAP = "  ";

  private PluginTable() {}

  static <P extends PluginProvider> String of(Plugins<P> plugins) {
    PluginKind<P> kind = plugins.kind();
    var rows = new ArrayList<List<String>>();
    rows.add(List.of(kind.name(), "version", "from", kind.heading()));
    var options = new ArrayList<List<String>>();
    options.add(List.of(kind.name(), "option", "allowed", "default", "what it does"));
    for (InstalledPlugin<P> plugin : plugins.installed()) {
      rows.add(
          List.of(
              plugin.name(),
              plugin.version().orElse("-"),
              plugin.origin(),
              kind.summary().apply(plugin.provider())));
      plugin.options().forEach(option -> options.add(row(plugin.name(), option)));
    }
    var text = new StringBuilder(aligned(rows));
    if (options.size() > 1) {
      text.append('\n').append(aligned(options));
    }
    if (!plugins.faults().isEmpty()) {
      text.append('\n');
      plugins.faults().forEach(fault -> text.append("! ").append(fault).append('\n'));
    }
    return text.toString();
  }

  private static List<String> row(String plugin, Option<?> option) {
    return List.of(
        plugin,
        option.name(),
        option.expected(),
        option.defaultValue().map(PluginTable::shown).orElse("-"),
        option.description());
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
