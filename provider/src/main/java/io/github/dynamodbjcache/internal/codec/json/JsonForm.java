package io.github.dynamodbjcache.internal.codec.json;

import java.util.function.Function;

/**
 * A library's class that Jackson cannot make, written as a record that it can.
 *
 * @param type exactly that class
 * @param form what is written and read in its place
 */
public record JsonForm<T, F>(
    Class<T> type, Class<F> form, Function<T, F> written, Function<F, T> read) {

  /** The record that stands for an instance. */
  public Object of(Object value) {
    return written.apply(type.cast(value));
  }

  /** The instance that a record stands for. */
  public T instance(Object read) {
    return this.read.apply(form.cast(read));
  }
}
