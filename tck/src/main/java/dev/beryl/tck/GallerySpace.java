package dev.beryl.tck;

import dev.beryl.space.SearchSpace;

/**
 * A named space in which contract tests run.
 *
 * @param name the name that failures give and by which property {@code beryl.tck.space} selects the
 *     space
 * @param space the space
 */
public record GallerySpace(String name, SearchSpace space) {
  @Override
  public String toString() {
    return name;
  }
}
