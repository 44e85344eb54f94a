package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How values that DynamoDB has no type of its own for lie in an item. */
public interface ValueForm {

  /** The name that items carry. */
  String format();

  /** True if nothing can be gained by compressing. */
  boolean isCompressed();

  /**
   * The attribute of a value.
   *
   * @throws CodecException if the value is not of a class that can be written and read
   */
  AttributeValue write(Object value);

  /**
   * The value of an attribute that {@link #write} made, in this version or an earlier one.
   *
   * @throws CodecException if it is garbled, too large, or names a class that is not allowed
   */
  Object read(AttributeValue stored);
}
