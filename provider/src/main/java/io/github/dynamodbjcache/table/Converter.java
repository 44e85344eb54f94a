package io.github.dynamodbjcache.table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Java values of one component to attributes, and back. May be called by several threads at once;
 * never with null, which is an attribute that is not there.
 *
 * @param <T> the type of the component
 */
public interface Converter<T> {

  /** The attribute that holds the value. */
  AttributeValue write(T value);

  /**
   * The value that an attribute holds. What it throws is told with the attribute's name and the
   * item's key.
   */
  T read(AttributeValue value);
}
