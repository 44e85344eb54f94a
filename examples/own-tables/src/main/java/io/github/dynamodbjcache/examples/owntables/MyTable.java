package io.github.dynamodbjcache.examples.owntables;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.CacheManager;

/**
 * The session of dynamodb_mapping's README: a table as if it were a dictionary, here a {@link Map}.
 *
 * @see <a href="https://dynamodb-mapping.readthedocs.io">dynamodb_mapping</a>
 */
final class MyTable {

  private MyTable() {}

  static void session(CacheManager manager) {
    // The README's reader has made the table beforehand; then Table.open is enough.
    Table<String, Item> table =
        Table.of(
            manager.createCache(
                "my_table",
                new DynamoDbConfiguration<String, Item>()
                    .setTableName("my_table")
                    .setTableCreation(TableCreation.IF_MISSING)
                    .setMapping(Mapping.document().key("id", String.class))));

    // Create or modify an item; one of its attributes by one request of its own.
    table.map().put("my_item", Item.of(Map.of("description", "foo", "price", 123)));
    table.fields("my_item").put("price", 456);

    // Iterate over all items, page by page.
    table.map().forEach((key, item) -> print("item", key + " " + new TreeMap<>(item)));

    // Get a single item.
    print("get", new TreeMap<>(table.fields("my_item")));

    // The number of items: an estimate of the last six hours for nothing, or the number by a scan.
    print("estimate is told", table.describe().itemCountEstimate() >= 0);
    print("size", table.map().size());

    // Delete an item.
    table.map().remove("my_item");
    print("size", table.map().size());
    table.drop();
  }

  private static void print(String what, Object result) {
    System.out.println("my_table: " + what + ": " + result);
  }
}
