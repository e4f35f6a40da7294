package dev.beryl.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class NearestProperties {

  @Property(seed = "5001")
  void aKnownName_isNearestToItself(
      @ForAll @Size(min = 1, max = 8)
          List<@AlphaChars @NotEmpty @StringLength(max = 9) String> names,
      @ForAll @IntRange(max = 7) int pick) {
    String asked = names.get(pick % names.size());
    assertThat(Nearest.to(asked, names))
        .hasValueSatisfying(found -> assertThat(found).isEqualToIgnoringCase(asked));
  }

  @Property(seed = "5002")
  void oneSlip_inANameOfSixLetters_isForgiven(
      @ForAll @AlphaChars @StringLength(6) String name,
      @ForAll @IntRange(max = 4) int at,
      @ForAll @IntRange(max = 3) int slip) {
    String mistyped =
        switch (slip) {
          case 0 -> name.substring(0, at) + name.substring(at + 1);
          case 1 -> name.substring(0, at) + "#" + name.substring(at);
          case 2 -> name.substring(0, at) + "#" + name.substring(at + 1);
          default ->
              name.substring(0, at)
                  + name.charAt(at + 1)
                  + name.charAt(at)
                  + name.substring(at + 2);
        };
    assertThat(Nearest.to(mistyped, List.of("1234567", name))).contains(name);
    assertThat(Nearest.to(mistyped.toUpperCase(Locale.ROOT), List.of(name))).contains(name);
  }
}
