package io.github.dynamodbjcache.examples.quickstart;

import java.io.Serializable;

/**
 * A product of the catalogue, and the value that the cache holds.
 *
 * @param code the colour as {@code #rrggbb}, which is also its key
 * @param name what the customer asks for
 */
public record Paint(String code, String name) implements Serializable {

  /** How bright it looks, from 0 for black to 255 for white (ITU-R BT.601). */
  double brightness() {
    int rgb = Integer.parseInt(code.substring(1), 16);
    return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }
}
