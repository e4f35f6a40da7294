package dev.beryl.space;

/** A set of parameters' places as bits, 64 to a word. */
final class PlaceSet {
  private PlaceSet() {}

  static long[] empty(int places) {
    return new long[(places + 63) >> 6];
  }

  static void add(long[] set, int place) {
    set[place >> 6] |= 1L << place;
  }

  static boolean contains(long[] set, int place) {
    return (set[place >> 6] & (1L << place)) != 0;
  }
}
