package dev.beryl.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** JSON texts, and the numbers in them. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private Json() {}

  /** A text that is not as expected. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  /** The numbers of an object, or of an array of objects, by their paths. */
  static Map<String, List<Double>> numbers(String text) throws MalformedException {
    var found = new LinkedHashMap<String, List<Double>>();
    collect("", value(text), found);
    return found;
  }

  /** The numbers of an object by their paths. */
  static Map<String, List<Double>> numbersOfObject(String text) throws MalformedException {
    if (!text.stripLeading().startsWith("{")) {
      throw new MalformedException("it does not start with '{'");
    }
    return numbers(text);
  }

  private static void collect(String path, @Nullable Object value, Map<String, List<Double>> into)
      throws MalformedException {
    switch (value) {
      case Map<?, ?> object -> {
        for (Map.Entry<?, ?> entry : object.entrySet()) {
          collect(
              path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey(),
              entry.getValue(),
              into);
        }
      }
      case List<?> array -> {
        for (Object element : array) {
          collect(path, element, into);
        }
      }
      case Double number -> {
        if (path.isEmpty()) {
          throw new MalformedException("expected an object, got a number that has no name");
        }
        into.computeIfAbsent(path, _ -> new ArrayList<>()).add(number);
      }
      case null, default -> {}
    }
  }

  /** A whole text as maps, lists, texts, numbers as double, and booleans. */
  static @Nullable Object value(String text) throws MalformedException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new MalformedException("expected one value, got more behind it");
      }
      return value;
    } catch (JacksonException e) {
      throw new MalformedException(e.getOriginalMessage());
    }
  }

  private static @Nullable Object value(JsonParser parser) throws MalformedException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new MalformedException("it is empty");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws MalformedException {
    var object = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws MalformedException {
    var array = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
