package dev.beryl.process;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What Linux tells of processes under {@code /proc}. */
final class Proc {
  private static final Path ROOT = Path.of("/proc");
  private static final Path LOAD = ROOT.resolve("loadavg");
  private static final boolean THERE = isReadable() && isOfThisSystem();
  private static final byte[] NOTHING = {};
  private static final int LONGEST_LINE = 1 << 10;

  private Proc() {}

  private static boolean isReadable() {
    return Files.isReadable(LOAD) && Files.isReadable(ROOT.resolve("self/environ"));
  }

  /** Whether its numbers are those that this JVM sees, and not those outside of a container. */
  private static boolean isOfThisSystem() {
    try {
      return ROOT.resolve("self")
          .toRealPath()
          .endsWith(Long.toString(ProcessHandle.current().pid()));
    } catch (IOException notLinux) {
      return false;
    }
  }

  static boolean isThere() {
    return THERE;
  }

  /** All processes. */
  static LongStream processes() {
    String[] names = ROOT.toFile().list();
    return names == null
        ? LongStream.empty()
        : Arrays.stream(names)
            .filter(name -> !name.isEmpty() && Character.isDigit(name.charAt(0)))
            .mapToLong(Long::parseLong);
  }

  /** The number that was given last to a process or thread; -1: unknown. */
  static long lastNumber() {
    String load = Load.read().strip();
    try {
      return Long.parseLong(load.substring(load.lastIndexOf(' ') + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The file of the last number, which is open as long as this JVM is: that costs less. */
  private static final class Load {
    private static final @Nullable RandomAccessFile FILE = open();

    private Load() {}

    private static @Nullable RandomAccessFile open() {
      try {
        return new RandomAccessFile(LOAD.toFile(), "r");
      } catch (IOException e) {
        return null;
      }
    }

    static String read() {
      RandomAccessFile file = FILE;
      if (file == null) {
        return "";
      }
      synchronized (file) {
        return again(file);
      }
    }
  }

  /** Opens the status of a process, to be read again and again. */
  static RandomAccessFile openStat(long process) throws IOException {
    return new RandomAccessFile(file(process, "stat").toFile(), "r");
  }

  /** Reads a file of a line from its beginning; empty if what it tells of is gone. */
  static String again(RandomAccessFile file) {
    var bytes = new byte[LONGEST_LINE];
    try {
      file.seek(0);
      int count = file.read(bytes);
      return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Whether there is a process of a number, or a thread of another JVM than this one. */
  static boolean exists(long process) {
    return new File("/proc/" + process).exists()
        && !new File("/proc/self/task/" + process).exists();
  }

  /** Whether a text is in the environment that a process was started with. Not of a dead one. */
  static boolean hasInEnvironment(long process, byte[] text) {
    byte[] environment = read(file(process, "environ"));
    int last = environment.length - text.length;
    for (int i = 0; i <= last; i++) {
      if (environment[i] == text[0]
          && Arrays.equals(environment, i, i + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a process is dead and only waits for its parent to take note. */
  static boolean isZombie(long process) {
    String[] fields = stat(process);
    return fields.length > 0 && fields[0].equals("Z");
  }

  /** The fields of a process's status from the third one, its state, on; none: it is gone. */
  static String[] stat(long process) {
    return fields(new String(read(file(process, "stat")), StandardCharsets.ISO_8859_1));
  }

  /** The same fields of what its status says. */
  static String[] fields(String stat) {
    int name = stat.lastIndexOf(')'); // which may have blanks
    return name < 0 ? new String[0] : stat.substring(name + 1).strip().split(" ");
  }

  /** The most memory that a process had resident, in bytes; 0: it is gone. */
  static long peakBytes(long process) {
    String status = new String(read(file(process, "status")), StandardCharsets.ISO_8859_1);
    int at = status.indexOf("VmHWM:");
    if (at < 0) {
      return 0;
    }
    String line = status.substring(at + "VmHWM:".length(), status.indexOf(" kB", at)).strip();
    return Long.parseLong(line) * 1024;
  }

  private static Path file(long process, String name) {
    return ROOT.resolve(Long.toString(process)).resolve(name);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException goneOrAnotherUsers) {
      return NOTHING;
    }
  }
}
