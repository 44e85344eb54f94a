package io.github.dynamodbjcache.internal.codec.item;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import java.util.Set;

/**
 * The names of the attributes that {@link CacheCodec} writes. Short, because names count towards an
 * item's size; part of the item format, so they never change their meaning.
 */
public final class ItemAttributes {

  /** The partition key, S: the key's text, or a hash of it. */
  public static final String KEY = "k";

  /** The value: N, S, BOOL or B, as {@link #TYPE} says. */
  public static final String VALUE = "v";

  /**
   * The type of the value, S: the tag of a JDK type, or the format of a serializer. An item of a
   * later format has its number and a colon before it; this one has none.
   */
  public static final String TYPE = "t";

  /**
   * The whole key, S, in a form that can be read back; only there where {@link #KEY} is a hash or
   * holds one.
   */
  public static final String FULL_KEY = "h";

  /**
   * What tells where {@link #VALUE} is if the item has none, M: an entry that is too large for one
   * item is split over several.
   */
  public static final String MANIFEST = "m";

  /** How the keys of items begin that hold no entry but a part of one. No key of a cache does. */
  public static final String PART_KEY_PREFIX = "~" + KeyTags.PART + ":";

  /** The number of the item format that is written; all formats up to it are read. */
  public static final int CURRENT_FORMAT = 1;

  /** All of them beside the key. */
  public static final Set<String> DATA = Set.of(VALUE, TYPE, FULL_KEY, MANIFEST);

  private ItemAttributes() {}
}
