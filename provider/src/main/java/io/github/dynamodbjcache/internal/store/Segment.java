package io.github.dynamodbjcache.internal.store;

/**
 * One of the parts into which a parallel scan divides a table; each entry lies in one of them.
 *
 * @param index from 0 to total - 1
 * @param total how many there are
 */
public record Segment(int index, int total) {

  /** The whole table, as the only part of it. */
  public static final Segment WHOLE_TABLE = new Segment(0, 1);

  /** Refuses a part that there is not. */
  public Segment {
    if (index < 0 || index >= total) {
      throw new IllegalArgumentException("there is no segment " + index + " of " + total);
    }
  }

  public boolean isWholeTable() {
    return total == 1;
  }
}
