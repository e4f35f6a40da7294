package dev.beryl.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, texts, numbers and truth values. */
public final class JsonTree {
  private final JsonParser parser;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  /** The object that some bytes hold. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parse(byte[] json) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      var tree = new JsonTree(parser);
      Object root = tree.read(parser.nextToken());
      if (parser.nextToken() != null) {
        throw new AssertionError("more after the end of the object");
      }
      return (Map<String, Object>) root;
    }
  }

  private Object read(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          if (map.put(name, read(parser.nextToken())) != null) {
            throw new AssertionError("property '" + name + "' comes twice");
          }
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        JsonToken next;
        while ((next = parser.nextToken()) != JsonToken.END_ARRAY) {
          list.add(read(next));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw new AssertionError("unexpected " + token);
    };
  }
}
