package dev.beryl.space;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ConstantDescs;

/** Looks at the constructors of records. */
final class ConstructorCode {
  private ConstructorCode() {}

  /**
   * Whether a constructor of a record does more than set its fields, which it could then throw in;
   * true if its code cannot be read. A record that cannot throw needs no constraint.
   */
  static boolean mayThrow(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        return true;
      }
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .filter(method -> method.methodName().equalsString(ConstantDescs.INIT_NAME))
          .anyMatch(ConstructorCode::doesMore);
    } catch (IOException | IllegalArgumentException unreadable) {
      return true;
    }
  }

  private static boolean doesMore(MethodModel constructor) {
    return constructor.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element -> element instanceof Instruction && !setsFields(element));
  }

  private static boolean setsFields(CodeElement element) {
    return switch (element) {
      case LoadInstruction _, ReturnInstruction _ -> true;
      case FieldInstruction field -> field.opcode() == Opcode.PUTFIELD;
      case InvokeInstruction call -> call.owner().asInternalName().equals("java/lang/Record");
      default -> false;
    };
  }
}
