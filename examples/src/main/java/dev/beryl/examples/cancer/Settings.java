package dev.beryl.examples.cancer;

/**
 * What can be asked of the example.
 *
 * @param optimizer the name of an installed optimiser
 * @param trials how many treatments are tried
 * @param replicates on how many splits each
 */
record Settings(String optimizer, int trials, int replicates) {

  /** Reads the system properties of these names. */
  static Settings fromProperties() {
    return new Settings(
        System.getProperty("optimizer", "random"), number("trials", 30), number("replicates", 6));
  }

  private static int number(String property, int otherwise) {
    String text = System.getProperty(property);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D%s: expected an integer, got '%s'".formatted(property, text), e);
    }
  }

  @Override
  public String toString() {
    return "%s trials of %s replicates, optimizer %s".formatted(trials, replicates, optimizer);
  }
}
