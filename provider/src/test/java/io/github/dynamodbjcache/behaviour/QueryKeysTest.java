package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.table.Index;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.nio.ByteBuffer;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of keys in queries is what keys can be: anything else is refused unsent. */
@Timeout(60)
class QueryKeysTest {

  private static final String HALF = "a\ud800";

  private final CacheFixture fixture = CacheFixture.open();
  private final SelectionFixture scores = new SelectionFixture();

  @AfterEach
  void close() {
    fixture.close();
    scores.close();
  }

  private <P, S> Table<ItemKey<P, S>, Item> table(Class<P> partition, Class<S> sort, String types) {
    String name = UserTables.make(fixture.client(), fixture.newName(), types.split(", "));
    return Table.open(
        fixture.newManager(), name, Mapping.document().key("id", partition, "at", sort));
  }

  @Test
  void textsAreRefusedThatNoKeyCanBe() {
    Table<ItemKey<String, String>, Item> table = table(String.class, String.class, "id S, at S");
    String id = "ü".repeat(1024);
    String at = "ü".repeat(512);
    table.map().put(new ItemKey<>(id, at), Item.of(Map.of("x", 1)));
    Selection<ItemKey<String, String>, Item> query = table.query(id);
    assertThat(query.where(SortKey.eq(at)).count()).isEqualTo(1);
    assertThat(query.where(SortKey.between(at, at)).count()).isEqualTo(1);
    assertThat(query.where(SortKey.beginsWith(at)).count()).isEqualTo(1);
    fixture.requests().reset();

    refused("partition key \"id\" takes 2049 bytes", "2048", () -> table.query(id + "x"));
    refused("partition key \"id\" is empty", "", () -> table.query(""));
    refused("partition key \"id\" is a text with half a character", "", () -> table.query(HALF));
    for (SortKey range : ranges(at + "x", at)) {
      refused("sort key \"at\" takes 1025 bytes", "1024", () -> query.where(range));
    }
    for (SortKey range : ranges("", "")) {
      refused("sort key \"at\" is empty", "", () -> query.where(range));
    }
    for (SortKey range : ranges(HALF, "a")) {
      refused("half a character", "at", () -> query.where(range));
    }
    refused("half a character", "x", () -> query.filter(attr("x").beginsWith(HALF)));
    assertThat(fixture.requests().counts()).isEmpty();
  }

  private static SortKey[] ranges(Object value, Object lower) {
    return new SortKey[] {
      SortKey.eq(value),
      SortKey.lt(value),
      SortKey.ge(value),
      SortKey.beginsWith(value),
      SortKey.between(lower, value)
    };
  }

  @Test
  void bytesAreRefusedThatNoKeyCanBe() {
    Table<ItemKey<byte[], byte[]>, Item> table = table(byte[].class, byte[].class, "id B, at B");
    byte[] one = {1};
    refused("partition key \"id\" takes 2049 bytes", "2048", () -> table.query(new byte[2049]));
    refused("partition key \"id\" is empty", "", () -> table.query(new byte[0]));
    Selection<ItemKey<byte[], byte[]>, Item> query = table.query(one);
    for (SortKey range : ranges(new byte[1025], new byte[] {0})) {
      refused("sort key \"at\" takes 1025 bytes", "1024", () -> query.where(range));
    }
    for (SortKey range : ranges(new byte[0], new byte[0])) {
      refused("sort key \"at\" is empty", "", () -> query.where(range));
    }
    assertThat(query.where(SortKey.beginsWith(ByteBuffer.wrap(one))).count()).isZero();
  }

  /** An attribute has the limit of what it is there: of an index, not of its table. */
  @Test
  void keysOfIndexesHaveTheirOwnLimits() {
    Index<ItemKey<String, Integer>, SelectionFixture.Score> index =
        scores.scores().index("by-status-and-zone");
    refused(
        "index by-status-and-zone of table " + scores.tableName(),
        "the partition key \"zone\" takes 2049 bytes",
        () -> index.query("open", "z".repeat(2049)));
    refused(
        "index by-status-and-zone of table",
        "data is a java.lang.String, expected N",
        () -> index.query("open", "north").where(SortKey.eq("text")));
    assertThat(index.query("open", "z".repeat(2048)).count()).isZero();
  }

  private static void refused(String message, String further, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(message, further);
  }
}
