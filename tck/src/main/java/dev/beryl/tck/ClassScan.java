package dev.beryl.tck;

import dev.beryl.tck.ForbiddenCall.Concern;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files that a plug-in can reach from its provider, without leaving its own jar or
 * folder, and finds {@linkplain ForbiddenCall forbidden calls} and static fields that are written
 * after initialization.
 */
final class ClassScan {
  /**
   * Something that has no place in a plug-in.
   *
   * @param what the call or the field, such as {@code java.lang.System.nanoTime}
   * @param place method and line
   */
  record Finding(Concern concern, String what, String place, String instead) {
    @Override
    public String toString() {
      return "%s is used at %s; %s".formatted(what, place, instead);
    }
  }

  private final Class<?> root;
  private final Optional<URL> location;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<Class<?>> unread = new ArrayDeque<>();

  private ClassScan(Class<?> root) {
    this.root = root;
    this.location = ClassOrigin.location(root);
  }

  /** Requires that nothing is found but what the author vouches for. */
  static void requireNone(Case test, Concern... concerns) throws IOException {
    List<Finding> findings =
        of(test.provider().getClass()).stream()
            .filter(finding -> List.of(concerns).contains(finding.concern()))
            .filter(finding -> !test.contract().vouchedFor().contains(finding.what()))
            .toList();
    String lines =
        findings.stream().map(Finding::toString).collect(Collectors.joining("\n           "));
    test.require(
        findings.isEmpty(),
        -1,
        "%s",
        findings.size() == 1 ? lines : findings.size() + " places\n           " + lines);
  }

  /** What is found in the provider's class and whatever of its jar it reaches. */
  private static List<Finding> of(Class<?> root) throws IOException {
    var scan = new ClassScan(root);
    scan.seen.add(root.getName());
    scan.unread.add(root);
    while (!scan.unread.isEmpty()) {
      scan.read(scan.unread.remove());
    }
    return scan.findings;
  }

  private void read(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (@Nullable InputStream in = open(type, file)) {
      if (in != null) {
        ClassModel model = ClassFile.of().parse(in.readAllBytes());
        for (PoolEntry entry : model.constantPool()) {
          if (entry instanceof ClassEntry reference) {
            reach(reference.asInternalName());
          }
        }
        model.methods().forEach(method -> read(type, method));
      }
    }
  }

  private static @Nullable InputStream open(Class<?> type, String file) throws IOException {
    return type.getModule().isNamed()
        ? type.getModule().getResourceAsStream(file)
        : type.getClassLoader().getResourceAsStream(file);
  }

  private void reach(String internalName) {
    String name = internalName.replace('/', '.');
    if (name.startsWith("java.") || name.startsWith("[") || !seen.add(name)) {
      return;
    }
    try {
      Class<?> type = Class.forName(name, false, root.getClassLoader());
      if (ClassOrigin.location(type).map(URL::toString).equals(location.map(URL::toString))) {
        unread.add(type);
      }
    } catch (ClassNotFoundException | LinkageError absent) {
      // What is not there is not called either.
    }
  }

  private void read(Class<?> type, MethodModel method) {
    String name = method.methodName().stringValue();
    int line = 0;
    if (method.code().isEmpty()) {
      return;
    }
    for (CodeElement element : method.code().orElseThrow()) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction call ->
            check(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue(),
                place(type, name, line));
        case InvokeDynamicInstruction dynamic -> {
          for (ConstantDesc argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
              String owner = handle.owner().descriptorString();
              check(
                  owner.substring(1, owner.length() - 1),
                  handle.methodName(),
                  handle.lookupDescriptor(),
                  place(type, name, line));
            }
          }
        }
        case FieldInstruction field
            when field.opcode() == Opcode.PUTSTATIC && !name.equals("<clinit>") ->
            findings.add(
                new Finding(
                    Concern.RANDOMNESS,
                    "static field %s.%s"
                        .formatted(
                            field.owner().asInternalName().replace('/', '.'),
                            field.name().stringValue()),
                    place(type, name, line),
                    "keep state in the optimizer, so that instances share none"));
        default -> {}
      }
    }
  }

  private void check(String owner, String name, String descriptor, String place) {
    ForbiddenCall.find(owner, name, descriptor)
        .ifPresent(call ->
            findings.add(
                new Finding(
                    call.concern(),
                    owner.replace('/', '.') + "." + name.replace("<init>", "new"),
                    place,
                    call.instead())));
  }

  private static String place(Class<?> type, String method, int line) {
    return "%s.%s, line %s".formatted(type.getName(), method, line);
  }
}
