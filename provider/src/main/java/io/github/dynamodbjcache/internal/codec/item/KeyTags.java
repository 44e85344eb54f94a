package io.github.dynamodbjcache.internal.codec.item;

/** The tags in key texts beside those of the scalars; part of the item format. */
public final class KeyTags {

  static final String STRING = "string";
  public static final String HASH = "hash";
  public static final String NULL = "null";
  public static final String ENUM = "enum";
  public static final String CLASS = "class";
  public static final String LIST = "list";
  public static final String SET = "set";
  public static final String MAP = "map";
  public static final String MAP_ENTRY = "entry";
  public static final String OPTIONAL = "optional";
  public static final String RECORD = "record";
  public static final String ARRAY = "array";

  /** An object that is a constant of a class, by that class and the name of the field. */
  public static final String CONSTANT = "constant";

  /** A key of a known class by its class and the fields that its equality goes by. */
  public static final String FIELDS = "fields";

  /** What the text of a key leaves out, in its order: together they are the whole key. */
  public static final String BESIDE = "beside";

  /** An object by its class and a hash of its content: the same for equal objects, one way. */
  public static final String OBJECT = "object";

  /** An object by its serialized form: to be read back, but not the same for equal objects. */
  public static final String SERIALIZED = "java";

  /** Before the tags of registered encoders, so that they never meet one of ours. */
  public static final String CUSTOM_PREFIX = "x-";

  /** Not of a key: an item that holds a part of an entry that is too large for one. */
  static final String PART = "part";

  private KeyTags() {}
}
