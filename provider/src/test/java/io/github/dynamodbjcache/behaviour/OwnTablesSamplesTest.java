package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Page;
import io.github.dynamodbjcache.table.PageToken;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.interceptor.SimpleKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the guide to own tables (docs/own-tables.md) shows, as it stands there, and more of it. */
@Timeout(120)
class OwnTablesSamplesTest {

  private static final Path GUIDE = Path.of("..", "docs", "own-tables.md");

  private CacheFixture fixture;
  private CacheManager manager;

  /** A level of Doom, which nobody leaves without a cheat. */
  public record DoomMap(int episode, int map, String name, Set<String> cheats) {
    /** Has defaults for new levels. */
    public DoomMap {
      cheats = cheats == null ? Set.of("Konami") : Set.copyOf(cheats);
    }
  }

  /** The guide's. */
  record Score(String game, int rank, String player, long points) {}

  /** An account with an address. */
  record Account(
      String id,
      @Nullable BigDecimal balance,
      @Nullable Boolean active,
      @Nullable Address address,
      List<String> log,
      @Nullable String closed) {}

  /** A record within. */
  record Address(String city) {}

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    manager = fixture.manager();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTableIsAMapOfDocuments() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    List<String> printed = new ArrayList<>();

    var table = Table.open(manager, name, Mapping.document().key("id", String.class));
    table.map().put("my_item", Item.of(Map.of("description", "foo", "price", 123)));
    table.fields("my_item").put("price", 456);
    table.map().forEach((key, item) -> printed.add(key + " " + item));

    assertThat(table.map())
        .containsExactly(
            Map.entry(
                "my_item", Item.of(Map.of("id", "my_item", "description", "foo", "price", 456))));
    assertThat(printed).singleElement().asString().startsWith("my_item {");
    assertThat(table.describe().itemCountEstimate()).isBetween(0L, 1L);
    assertThat(table.map().size()).isEqualTo(1);
    assertThat(table.map().remove("my_item")).containsEntry("price", BigDecimal.valueOf(456));
    assertThat(table.map()).isEmpty();
  }

  @Test
  void aTableIsWalkedFromItsFirstItemToItsEnd() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "username S", "last_name S");

    var users =
        Table.open(
            manager,
            name,
            Mapping.document().key("username", String.class, "last_name", String.class));
    var jane = new ItemKey<>("janedoe", "Doe");
    users
        .map()
        .put(
            jane,
            Item.of(Map.of("first_name", "Jane", "age", 25, "account_type", "standard_user")));
    Item older = users.update(jane, u -> u.set("age", 26)).orThrow();
    BatchReport<ItemKey<String, String>> report =
        users.batch(
            b -> {
              for (int i = 0; i < 50; i++) {
                b.put(
                    new ItemKey<>("user" + i, "unknown"),
                    Item.of(Map.of("account_type", "anonymous")));
              }
            });

    assertThat(older)
        .isEqualTo(
            Item.of(
                Map.of(
                    "username", "janedoe",
                    "last_name", "Doe",
                    "first_name", "Jane",
                    "age", 26,
                    "account_type", "standard_user")));
    assertThat(report).isEqualTo(new BatchReport<>(50, 0, Set.of(), Set.of()));
    users
        .map()
        .put(
            new ItemKey<>("johndoe", "Doe"),
            Item.of(
                Map.of(
                    "first_name", "John",
                    "account_type", "super_user",
                    "address", Map.of("road", "1 Jefferson Street", "state", "CA"))));
    Item john = users.map().get(new ItemKey<>("johndoe", "Doe"));
    assertThat(users.query("johndoe").values().toList()).containsExactly(john);
    assertThat(
            users
                .scan()
                .filter(
                    attr("first_name").beginsWith("J").and(attr("account_type").eq("super_user")))
                .values()
                .toList())
        .containsExactly(john);
    assertThat(users.scan().filter(path("address.state").eq("CA")).values().toList())
        .containsExactly(john);
    users.drop();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> fixture.client().describeTable(table -> table.tableName(name)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void recordsAreModels() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "episode N", "map N");

    var maps =
        Table.open(
            manager,
            name,
            Mapping.record(DoomMap.class).key("episode", Integer.class, "map", Integer.class));
    maps.put(new DoomMap(1, 1, "Hangar", Set.of("idkfa", "iddqd", "idclip")));
    for (int map = 5; map <= 20; map++) {
      maps.put(new DoomMap(1, map, "Level " + map, null));
    }
    Page<Cache.Entry<ItemKey<Integer, Integer>, DoomMap>> page =
        maps.query(1).where(SortKey.gt(5)).descending().limit(10).page();

    assertThat(page.results())
        .extracting(entry -> entry.getKey().sort())
        .containsExactly(20, 19, 18, 17, 16, 15, 14, 13, 12, 11);
    assertThat(page.next()).isPresent();
    assertThat(maps.map().get(new ItemKey<>(1, 7)).cheats()).containsExactly("Konami");
  }

  @Test
  void oneFieldIsChangedOnACondition() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    Table<String, Account> accounts =
        Table.open(manager, name, Mapping.record(Account.class).key("id", String.class));
    Account alice =
        new Account("alice", BigDecimal.TEN, true, new Address("Basel"), List.of(), null);
    accounts.put(alice);
    List<@Nullable Account> shown = new ArrayList<>();

    if (accounts.update("alice", u -> u.set("active", false).onlyIf(attr("balance").eq(0)))
        instanceof Outcome.Refused<Account> refused) {
      shown.add(refused.actual());
    }

    assertThat(shown).containsExactly(alice);
    assertThat(accounts.map()).containsEntry("alice", alice);
  }

  /** "In five minutes". */
  @Test
  void aTableInFiveMinutes() {
    String name = scores();

    Table<ItemKey<String, Integer>, Score> scores =
        Table.open(
            manager,
            name,
            Mapping.record(Score.class).key("game", String.class, "rank", Integer.class));

    scores.put(new Score("doom", 1, "romero", 900));
    assertThat(scores.map().get(new ItemKey<>("doom", 1)).points()).isEqualTo(900);
    assertThat(
            scores
                .cache()
                .<Long>invoke(
                    new ItemKey<>("doom", 1), (entry, nothing) -> entry.getValue().points()))
        .isEqualTo(900);
    scores.update(new ItemKey<>("doom", 1), u -> u.add("points", 50));
    assertThat(scores.query("doom").where(SortKey.le(10)).values().toList())
        .containsExactly(new Score("doom", 1, "romero", 950));
  }

  /** "By the file alone", as the guide's file has it. */
  @Test
  void theGuidesFileIsEnough(@TempDir Path folder) throws IOException {
    String name = UserTables.make(fixture.client(), fixture.newName(), "episode N", "map N");
    UserTables.put(
        fixture.client(),
        name,
        Map.of(
            "episode", AttributeValue.fromN("1"),
            "map", AttributeValue.fromN("2"),
            "played", AttributeValue.fromN("17")));
    Path file = folder.resolve("guide.conf");
    Files.writeString(
        file,
        block("hocon", 0)
            .replace("com.acme.DoomMap", "\"" + DoomMap.class.getName() + "\"")
            .replace("name = doom_map", "name = " + name));
    CacheManager byFile =
        fixture
            .provider()
            .getCacheManager(file.toUri(), getClass().getClassLoader(), fixture.properties());

    Cache<Object, DoomMap> cache = byFile.getCache("doom-maps");
    cache.put(SimpleKeys.of(1, 1), new DoomMap(1, 1, "Hangar", Set.of("iddqd")));
    assertThat(cache.get(SimpleKeys.of(1, 2))).as("nothing but its key is there").isNotNull();
    cache.put(new ItemKey<>(1, 2), new DoomMap(1, 2, "Plant", Set.of()));

    assertThat(UserTables.items(fixture.client(), name))
        .containsExactlyInAnyOrder(
            Map.of(
                "episode", AttributeValue.fromN("1"),
                "map", AttributeValue.fromN("1"),
                "name", AttributeValue.fromS("Hangar"),
                "cheats", AttributeValue.fromSs(List.of("iddqd"))),
            Map.of(
                "episode", AttributeValue.fromN("1"),
                "map", AttributeValue.fromN("2"),
                "name", AttributeValue.fromS("Plant"),
                "played", AttributeValue.fromN("17")));
    assertThat(byFile.<Object, DoomMap>getCache("doom-maps", Object.class, DoomMap.class))
        .isSameAs(cache);
  }

  /** "Conditions and updates". */
  @Test
  void conditionsAndUpdates() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    Table<String, Account> accounts =
        Table.open(manager, name, Mapping.record(Account.class).key("id", String.class));
    Account alice =
        new Account("alice", new BigDecimal(50), true, new Address("Basel"), List.of("new"), null);
    accounts.put(alice);
    List<@Nullable Account> shown = new ArrayList<>();

    for (int time = 1; time <= 3; time++) {
      Outcome<Account> outcome =
          accounts.update(
              "alice",
              u ->
                  u.add("balance", -20)
                      .set(path("address.city"), "Bern")
                      .append(attr("log"), "withdrawn")
                      .onlyIf(attr("balance").ge(20).and(attr("closed").isAbsent())));
      if (outcome instanceof Outcome.Refused<Account> refused) {
        shown.add(refused.actual());
      }
    }
    Account poor =
        new Account(
            "alice",
            BigDecimal.TEN,
            true,
            new Address("Bern"),
            List.of("new", "withdrawn", "withdrawn"),
            null);
    assertThat(shown).containsExactly(poor);

    Account bob = new Account("bob", BigDecimal.ZERO, null, null, List.of(), null);
    assertThat(accounts.put("bob", bob, accounts.absent()).isDone()).isTrue();
    assertThat(accounts.put("bob", bob, accounts.absent())).isEqualTo(new Outcome.Refused<>(bob));
    Account read = accounts.map().get("bob");
    Account changed = new Account("bob", BigDecimal.ZERO, true, null, List.of(), null);
    assertThat(accounts.put("bob", changed, accounts.unchanged(read)))
        .isEqualTo(new Outcome.Done<>(changed));
    assertThat(accounts.put("bob", changed, accounts.unchanged(read)).isDone()).isFalse();
    accounts.fields("bob").put("phone", "555");
    assertThat(accounts.project("bob", attr("phone"))).contains(Item.of(Map.of("phone", "555")));
    assertThat(accounts.delete("bob", attr("balance").eq(0)))
        .isEqualTo(new Outcome.Done<>(changed));
    assertThat(accounts.map()).containsOnlyKeys("alice");
  }

  /** "Queries and scans", "Batches". */
  @Test
  void queriesScansAndBatches() {
    Table<ItemKey<String, Integer>, Score> scores =
        Table.open(
            manager,
            scores(),
            Mapping.record(Score.class).key("game", String.class, "rank", Integer.class));
    List<Score> imported =
        IntStream.rangeClosed(1, 30)
            .mapToObj(rank -> new Score("doom", rank, rank % 3 == 0 ? "romero" : "p", 10L * rank))
            .toList();
    List<Long> steps = new ArrayList<>();

    BatchReport<ItemKey<String, Integer>> report =
        scores.batch(b -> imported.forEach(b::put), written -> steps.add(written));
    assertThat(report.written()).isEqualTo(30);
    assertThat(steps).isNotEmpty().isSorted().endsWith(30L);

    assertThat(scores.query("doom").where(SortKey.between(1, 10)).descending().limit(3).values())
        .extracting(Score::rank)
        .containsExactly(10, 9, 8);
    assertThat(
            scores
                .index("by-player")
                .query("romero")
                .filter(attr("points").gt(100))
                .items(attr("points")))
        .hasSize(7)
        .allSatisfy(item -> assertThat(item).containsOnlyKeys("points"));
    ConcurrentLinkedQueue<Score> exported = new ConcurrentLinkedQueue<>();
    scores.scan().unitsPerSecond(50).values().parallel().forEach(exported::add);
    assertThat(exported).containsExactlyInAnyOrderElementsOf(imported);

    Page<Cache.Entry<ItemKey<String, Integer>, Score>> page = scores.query("doom").limit(20).page();
    String token = page.next().orElseThrow().toString();
    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(scores.query("doom").limit(20).from(PageToken.parse(token)).page().results())
        .extracting(entry -> entry.getValue().rank())
        .containsExactly(21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    assertThat(scores.get(new ItemKey<>("doom", 30), Consistency.EVENTUAL)).isNotNull();
  }

  /** "In code": what the file says, by setters. */
  @Test
  void whatTheFileSaysCanBeSaidInCode() {
    String name = fixture.newName();
    Cache<ItemKey<Integer, Integer>, DoomMap> cache =
        manager.createCache(
            name,
            new DynamoDbConfiguration<ItemKey<Integer, Integer>, DoomMap>()
                .setTableName(name)
                .setMapping(
                    Mapping.record(DoomMap.class)
                        .key("episode", Integer.class, "map", Integer.class))
                .setTableCreation(TableCreation.IF_MISSING)
                .setClearing(Clearing.ALLOW));
    cache.put(new ItemKey<>(1, 1), new DoomMap(1, 1, "Hangar", Set.of()));
    assertThat(Table.of(cache).describe().keyAttributes()).containsExactly("episode", "map");
    cache.clear();
    assertThat(cache).isEmpty();
  }

  /** What Spring makes of two arguments. */
  private static final class SimpleKeys {
    static Object of(Object... arguments) {
      return new SimpleKey(arguments);
    }
  }

  private String scores() {
    String name = fixture.newName();
    fixture
        .client()
        .createTable(
            table ->
                table
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        game -> game.attributeName("game").attributeType(ScalarAttributeType.S),
                        rank -> rank.attributeName("rank").attributeType(ScalarAttributeType.N),
                        player ->
                            player.attributeName("player").attributeType(ScalarAttributeType.S))
                    .keySchema(
                        game -> game.attributeName("game").keyType(KeyType.HASH),
                        rank -> rank.attributeName("rank").keyType(KeyType.RANGE))
                    .globalSecondaryIndexes(
                        index ->
                            index
                                .indexName("by-player")
                                .keySchema(
                                    player -> player.attributeName("player").keyType(KeyType.HASH),
                                    rank -> rank.attributeName("rank").keyType(KeyType.RANGE))
                                .projection(all -> all.projectionType(ProjectionType.ALL))));
    return name;
  }

  /** One of the guide's blocks of a language. */
  private static String block(String language, int which) throws IOException {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE));
    List<String> found = blocks.results().map(block -> block.group(1)).toList();
    return found.get(which);
  }
}
