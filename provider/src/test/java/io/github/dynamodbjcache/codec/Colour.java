package io.github.dynamodbjcache.codec;

/** An enum one of whose constants has a class of its own. */
public enum Colour {
  RED,
  GREEN {
    @Override
    boolean calm() {
      return true;
    }
  };

  boolean calm() {
    return false;
  }
}
