package io.github.dynamodbjcache.examples.owntables;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.cache.CacheManager;

/**
 * The whole walk of boto3's guide to DynamoDB, from create to delete, with the guide's data: each
 * section of the guide is a method here.
 *
 * @see <a href="https://docs.aws.amazon.com/boto3/latest/guide/dynamodb.html">The guide</a>
 */
final class Users {

  private static final ItemKey<String, String> JANE = new ItemKey<>("janedoe", "Doe");

  private final CacheManager manager;
  private final Table<ItemKey<String, String>, Item> users;

  private Users(CacheManager manager) {
    this.manager = manager;
    this.users = create();
  }

  static void walk(CacheManager manager) {
    Users guide = new Users(manager);
    guide.useAnExistingTable();
    guide.createAnItem();
    guide.updateIt();
    guide.deleteIt();
    guide.writeInABatch();
    guide.writeManyInABatch();
    guide.sayAKeyTwiceInABatch();
    guide.query();
    guide.scan();
    guide.deleteTheTable();
  }

  private static Mapping<ItemKey<String, String>, Item> mapping() {
    return Mapping.document().key("username", String.class, "last_name", String.class);
  }

  private Table<ItemKey<String, String>, Item> create() {
    Table<ItemKey<String, String>, Item> table =
        Table.of(
            manager.createCache(
                "users",
                new DynamoDbConfiguration<ItemKey<String, String>, Item>()
                    .setTableName("users")
                    .setTableCreation(TableCreation.IF_MISSING)
                    .setBilling(Billing.provisioned(5, 5))
                    .setMapping(mapping())));
    print("created", table.describe().itemCountEstimate());
    return table;
  }

  private void useAnExistingTable() {
    Table<ItemKey<String, String>, Item> same = Table.open(manager, "users", mapping());
    print("existing", same.describe().name() + " by " + same.describe().keyAttributes());
  }

  private void createAnItem() {
    users
        .map()
        .put(
            JANE,
            Item.of(Map.of("first_name", "Jane", "age", 25, "account_type", "standard_user")));
    print("put", users.map().get(JANE));
  }

  private void updateIt() {
    users.update(JANE, update -> update.set("age", 26)).orThrow();
    print("updated", users.map().get(JANE));
  }

  private void deleteIt() {
    users.map().remove(JANE);
    print("deleted", users.map().get(JANE));
  }

  private void writeInABatch() {
    Item losAngeles =
        Item.of(
            Map.of(
                "road", "1 Jefferson Street",
                "city", "Los Angeles",
                "state", "CA",
                "zipcode", 90001));
    Item seattle =
        Item.of(
            Map.of(
                "road", "2 Washington Avenue",
                "city", "Seattle",
                "state", "WA",
                "zipcode", 98109));
    Item louisville =
        Item.of(
            Map.of(
                "road", "3 Madison Lane",
                "city", "Louisville",
                "state", "KY",
                "zipcode", 40213));
    BatchReport<ItemKey<String, String>> report =
        users.batch(
            batch ->
                batch
                    .put(user("johndoe", "John", "Doe", 25, "standard_user", losAngeles))
                    .put(user("janedoering", "Jane", "Doering", 40, "super_user", seattle))
                    .put(user("bobsmith", "Bob", "Smith", 18, "standard_user", louisville))
                    .put(user("alicedoe", "Alice", "Doe", 27, "super_user", losAngeles)));
    print("batch", report.written());
  }

  private static Item user(
      String username, String first, String last, int age, String type, Item address) {
    return Item.of(
        Map.of(
            "username", username,
            "first_name", first,
            "last_name", last,
            "age", age,
            "account_type", type,
            "address", address));
  }

  private void writeManyInABatch() {
    BatchReport<ItemKey<String, String>> report =
        users.batch(
            batch -> {
              for (int i = 0; i < 50; i++) {
                batch.put(
                    new ItemKey<>("user" + i, "unknown"),
                    Item.of(Map.of("account_type", "anonymous", "first_name", "unknown")));
              }
            });
    print("many", report.written());
  }

  private void sayAKeyTwiceInABatch() {
    Table<ItemKey<String, String>, Item> pairs =
        Table.of(
            manager.createCache(
                "pairs",
                new DynamoDbConfiguration<ItemKey<String, String>, Item>()
                    .setTableName("pairs")
                    .setTableCreation(TableCreation.IF_MISSING)
                    .setMapping(
                        Mapping.document()
                            .key("partition_key", String.class, "sort_key", String.class))));
    ItemKey<String, String> first = new ItemKey<>("p1", "s1");
    ItemKey<String, String> second = new ItemKey<>("p1", "s2");
    BatchReport<ItemKey<String, String>> report =
        pairs.batch(
            batch ->
                batch
                    .put(first, Item.of(Map.of("other", "111")))
                    .put(first, Item.of(Map.of("other", "222")))
                    .delete(second)
                    .put(second, Item.of(Map.of("other", "444"))));
    print("twice", report.written() + " written, " + report.replacedInBuffer() + " replaced");
    pairs.query("p1").values().forEach(item -> print("pair", item));
    pairs.drop();
  }

  private void query() {
    print("johndoe", users.query("johndoe").values());
  }

  private void scan() {
    print("age < 27", users.scan().filter(attr("age").lt(27)).values());
    print(
        "J… and super_user",
        users
            .scan()
            .filter(attr("first_name").beginsWith("J").and(attr("account_type").eq("super_user")))
            .values());
    print("in CA", users.scan().filter(path("address.state").eq("CA")).values());
  }

  private void deleteTheTable() {
    users.drop();
    print("open caches", manager.getCacheNames());
  }

  private static void print(String what, Stream<Item> items) {
    items
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .forEach(item -> print(what, item));
  }

  /** Items have no order of their own; here they are told by name. */
  private static void print(String what, Object result) {
    System.out.println("users: " + what + ": " + sorted(result));
  }

  private static Object sorted(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> sorted = new TreeMap<>();
    map.forEach((name, element) -> sorted.put(name, sorted(element)));
    return sorted;
  }
}
