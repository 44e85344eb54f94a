package io.github.dynamodbjcache.testing;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a table really holds, item by item. */
public final class Items {

  private static final String PART = "~part:";

  private final List<Map<String, AttributeValue>> items;

  private Items(List<Map<String, AttributeValue>> items) {
    this.items = items;
  }

  /** All items of a table. */
  public static Items of(DynamoDbClient client, String table) {
    return new Items(
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
            .toList());
  }

  /** The keys of the items that hold entries, whole or split. */
  public Set<String> entries() {
    return keys()
        .filter(key -> !key.startsWith(PART))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The keys of the items that hold parts of values. */
  public Set<String> parts() {
    return keys()
        .filter(key -> key.startsWith(PART))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The keys of the parts that the items of split entries name. */
  public Set<String> namedParts() {
    return items.stream()
        .map(item -> item.get("m"))
        .filter(manifest -> manifest != null)
        .flatMap(manifest -> named(manifest.m()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The items that hold parts. */
  public List<Map<String, AttributeValue>> partItems() {
    return items.stream().filter(item -> item.get("k").s().startsWith(PART)).toList();
  }

  private Stream<String> keys() {
    return items.stream().map(item -> item.get("k").s());
  }

  private static Stream<String> named(Map<String, AttributeValue> manifest) {
    String generation = HexFormat.of().formatHex(manifest.get("g").b().asByteArray());
    return IntStream.range(0, Integer.parseInt(manifest.get("n").n()))
        .mapToObj(index -> PART + generation + ":" + index);
  }
}
