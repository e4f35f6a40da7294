package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn.Malformed;

/** Of what type the value of a choice is, by its number in the format. */
enum ChoiceType {
  TEXT(0),
  BOOLEAN(1),
  INT(2),
  LONG(3),
  DOUBLE(4),
  ENUM(5),
  OTHER(6);

  private final int code;

  ChoiceType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ChoiceType ofCode(int code) throws Malformed {
    for (ChoiceType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new Malformed("the type %s of a choice's value is unknown".formatted(code));
  }

  static ChoiceType of(Object value) {
    return switch (value) {
      case String _ -> TEXT;
      case Boolean _ -> BOOLEAN;
      case Integer _ -> INT;
      case Long _ -> LONG;
      case Double _ -> DOUBLE;
      case Enum<?> _ -> ENUM;
      default -> OTHER;
    };
  }

  /** The value that prints as the text; of an enum or an unknown type the text itself. */
  Object parse(String text) throws Malformed {
    Object value;
    try {
      value =
          switch (this) {
            case TEXT, ENUM, OTHER -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
          };
    } catch (NumberFormatException e) {
      throw notOfType(text);
    }
    if (!value.toString().equals(text)) {
      throw notOfType(text);
    }
    return value;
  }

  private Malformed notOfType(String text) {
    return new Malformed("the value '%s' is no %s".formatted(text, this));
  }
}
