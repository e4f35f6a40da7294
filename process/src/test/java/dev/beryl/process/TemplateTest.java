package dev.beryl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program is given as its arguments is what was said, each as one. */
class TemplateTest {

  /** The arguments that a program gets. */
  private static List<String> arguments(Map<String, ?> values, String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "printf";
    all[1] = "%s\\0";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    String printed = Runs.of(Command.of(all), values).output();
    return Arrays.asList(printed.substring(0, printed.length() - 1).split("\0", -1));
  }

  @Test
  void arguments_withBlanksQuotesAndShellSyntax_arriveAsTheyAre() {
    var values =
        Map.of(
            "a", "two words",
            "b", "it's \"quoted\" \\n",
            "c", "$(touch beryl-was-here) `id` ; rm -rf x | cat > y & $HOME *",
            "d", "first line\nsecond line\t\r\n",
            "e", "",
            "f", "ünïcödé 日本 {x} %s");
    assertThat(arguments(values, "{a}", "{b}", "{c}", "{d}", "{e}", "{f}", "-x={a}{b}"))
        .containsExactly(
            "two words",
            "it's \"quoted\" \\n",
            "$(touch beryl-was-here) `id` ; rm -rf x | cat > y & $HOME *",
            "first line\nsecond line\t\r\n",
            "",
            "ünïcödé 日本 {x} %s",
            "-x=two wordsit's \"quoted\" \\n");
  }

  @Property(tries = 25)
  void arguments_anyText_arrivesAsItIs(@ForAll("texts") String text) {
    assertThat(arguments(Map.of("a", text), "{a}", "end")).containsExactly(text, "end");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars(" \"'\\$`(){}[]*?;|&<>\n\t~#!ab").ofMaxLength(12);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "100.0, 100",
    "1.0E-5, 1E-5",
    "1.25E30, 1.25E30",
    "-0.0, -0",
    "1234567.0, 1234567",
    "0.1, 0.1"
  })
  void real_inAnyLocale_isTheShortestText(double value, String text) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Values.text(value)).isEqualTo(text);
      assertThat(Double.parseDouble(Values.text(value))).isEqualTo(value);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void otherValues_areTheirTexts() {
    assertThat(Values.text(1_234_567L)).isEqualTo("1234567");
    assertThat(Values.text(true)).isEqualTo("true");
    assertThat(Values.text(Thread.State.BLOCKED)).isEqualTo("BLOCKED");
    assertThat(Values.text(List.of(1L, 2.0, "c"))).isEqualTo("1,2,c");
  }

  @Test
  void doubledBraces_standForBraces() {
    assertThat(arguments(Map.of("x", 1), "{{\"x\": {x}}}", "}}{{"))
        .containsExactly("{\"x\": 1}", "}{");
  }

  @Test
  void malformed_allFaultsAtOnce() {
    assertThatThrownBy(() -> Command.of("solve", "{x", "y}", "a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 faults")
        .hasMessageContaining("'{' at index 0 has no '}'")
        .hasMessageContaining("'}' at index 1 has no '{'")
        .hasMessageContaining("NUL");
    assertThatThrownBy(Command::of)
        .hasMessage("command: expected a program and its arguments, got nothing");
  }
}
