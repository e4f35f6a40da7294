package dev.beryl.tck;

import dev.beryl.space.SearchSpace;

/**
 * A space that contracts are tried in.
 *
 * @param name as failures name it, and as property {@code beryl.tck.space} selects it
 * @param space the space
 */
public record GallerySpace(String name, SearchSpace space) {
  @Override
  public String toString() {
    return name;
  }
}
