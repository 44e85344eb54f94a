package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Converter;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Times as numbers of seconds, as time to live has them. */
record Seconds() implements Converter<Instant> {

  @Override
  public AttributeValue write(Instant value) {
    return AttributeValue.fromN(Long.toString(value.getEpochSecond()));
  }

  @Override
  public Instant read(AttributeValue value) {
    return Instant.ofEpochSecond(Long.parseLong(value.n()));
  }
}
