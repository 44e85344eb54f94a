package io.github.dynamodbjcache.codec;

/** The tags in key texts beside those of the scalars; part of the item format. */
final class KeyTags {

  static final String STRING = "string";
  static final String HASH = "hash";
  static final String NULL = "null";
  static final String ENUM = "enum";
  static final String CLASS = "class";
  static final String LIST = "list";
  static final String SET = "set";
  static final String MAP = "map";
  static final String MAP_ENTRY = "entry";
  static final String OPTIONAL = "optional";
  static final String RECORD = "record";
  static final String ARRAY = "array";

  /** A key of a known library by its class and fields; see {@link KeyFields}. */
  static final String FIELDS = "fields";

  /** What the text of a key leaves out, in its order: together they are the whole key. */
  static final String BESIDE = "beside";

  /** An object by its class and a hash of its content: the same for equal objects, one way. */
  static final String OBJECT = "object";

  /** An object by its serialized form: to be read back, but not the same for equal objects. */
  static final String SERIALIZED = "java";

  /** Before the tags of registered encoders, so that they never meet one of ours. */
  static final String CUSTOM_PREFIX = "x-";

  /** Not of a key: an item that holds a part of an entry that is too large for one. */
  static final String PART = "part";

  private KeyTags() {}
}
