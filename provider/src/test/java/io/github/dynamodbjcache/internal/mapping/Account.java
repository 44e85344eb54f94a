package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Converter;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A value for tests of conditions and updates; its {@code since} is stored in seconds. */
record Account(
    String id,
    BigDecimal balance,
    @Nullable Instant since,
    Set<String> tags,
    Set<Integer> years,
    List<String> lines,
    Map<String, Integer> counts,
    Optional<String> note,
    @Nullable Long ttl) {

  /** Seconds since the epoch, as N. */
  static final class Seconds implements Converter<Instant> {
    @Override
    public AttributeValue write(Instant value) {
      return AttributeValue.fromN(String.valueOf(value.getEpochSecond()));
    }

    @Override
    public Instant read(AttributeValue value) {
      return Instant.ofEpochSecond(Long.parseLong(value.n()));
    }
  }

  static ItemMapping<String, Account> mapping() {
    return mapping(Revisions.compared());
  }

  static ItemMapping<String, Account> mapping(Revisions revisions) {
    return ItemMapping.of(
        Mapping.record(Account.class)
            .key("id", String.class)
            .rename("lines", "the.lines")
            .convert("since", new Seconds())
            .timeToLive("ttl")
            .revision(revisions)
            .definition(),
        Map.of());
  }

  static Account of(String id) {
    return new Account(
        id,
        new BigDecimal("10.50"),
        null,
        Set.of("a"),
        Set.of(),
        List.of("one"),
        Map.of("x", 1),
        Optional.empty(),
        4_000_000_000L);
  }
}
