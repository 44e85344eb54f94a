package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Update;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Random conditions and updates do and answer the same whether they go out as one request, as a
 * transaction that is decided on what was read, or with listeners that hear what was there; and
 * what listeners hear is what lies in the table.
 */
@Timeout(300)
class OwnTablesWaysAgreeTest {

  private static final int STEPS = 150;
  private static final List<Path> PLACES =
      List.of(
          attr("n"),
          attr("s"),
          attr("list"),
          attr("set"),
          attr("map"),
          path("map.n"),
          path("map.list"),
          path("list[0]"),
          path("list[1]"),
          path("list[7]"),
          path("map.list[2]"),
          path("map.set"));

  static Stream<Revisions> revisions() {
    return Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"));
  }

  @ParameterizedTest
  @MethodSource("revisions")
  void allWaysDoTheSame(Revisions revisions) {
    Seed seed = Seed.of(getClass());
    Random random = seed.random(revisions.kind().ordinal());
    try (CacheFixture fixture = CacheFixture.open()) {
      List<Way> ways =
          List.of(
              new Way(fixture, revisions, ExactlyOnce.NONE, /* isListened= */ false),
              new Way(fixture, revisions, ExactlyOnce.WRITES, /* isListened= */ false),
              new Way(fixture, revisions, ExactlyOnce.NONE, /* isListened= */ true),
              new Way(fixture, revisions, ExactlyOnce.WRITES, /* isListened= */ true));
      for (int step = 0; step < STEPS; step++) {
        long choice = random.nextLong();
        List<String> did = new ArrayList<>();
        for (Way way : ways) {
          did.add(way.after(new Random(choice)));
        }
        assertThat(did)
            .as("%s, %s, step %s: %s", seed, revisions, step, did)
            .allMatch(did.get(0)::equals);
      }
    }
  }

  /** One way to keep and change the same items. */
  private static final class Way {

    private final CacheFixture fixture;
    private final String name;
    private final boolean isListened;
    private final Map<String, Item> heard = new HashMap<>();
    private final Table<String, Item> table;

    Way(CacheFixture fixture, Revisions revisions, ExactlyOnce once, boolean isListened) {
      this.fixture = fixture;
      this.isListened = isListened;
      name = UserTables.make(fixture.client(), fixture.newName(), "id S");
      DynamoDbConfiguration<String, Item> configuration =
          new DynamoDbConfiguration<String, Item>()
              .setExactlyOnce(once)
              .setMapping(
                  Mapping.document()
                      .key("id", String.class)
                      .timeToLive("until")
                      .revision(revisions));
      table = Table.of(fixture.newManager().createCache(name, configuration));
      if (isListened) {
        CacheEntryCreatedListener<String, Item> created =
            events -> events.forEach(event -> heard.put(event.getKey(), event.getValue()));
        CacheEntryUpdatedListener<String, Item> updated =
            events ->
                events.forEach(
                    event -> {
                      assertThat(event.isOldValueAvailable()).isTrue();
                      heard.put(event.getKey(), event.getValue());
                    });
        for (var listener : List.of(created, updated)) {
          table
              .cache()
              .registerCacheEntryListener(
                  new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true));
        }
      }
    }

    /** Makes one random call; what it did and answered. */
    String after(Random random) {
      String key = "k" + random.nextInt(2);
      heard.clear();
      String answer;
      try {
        answer = answer(call(random, key));
      } catch (RuntimeException e) {
        answer = e.getClass().getSimpleName();
      }
      Item there = table.map().get(key);
      if (isListened && heard.containsKey(key)) {
        assertThat(bare(heard.get(key))).as("heard after %s", answer).isEqualTo(bare(there));
      }
      return answer + " -> " + bare(there);
    }

    private static String answer(Outcome<Item> outcome) {
      return outcome instanceof Outcome.Done<Item> done
          ? "done " + bare(done.value())
          : "refused " + bare(((Outcome.Refused<Item>) outcome).actual());
    }

    /** Values that are put do not know what the table adds; and sets have no order. */
    private static String bare(Item item) {
      return item == null ? "none" : shown(item.without("id").without("v")).toString();
    }

    private static Object shown(Object value) {
      if (value instanceof Map<?, ?> map) {
        Map<String, Object> shown = new TreeMap<>();
        map.forEach((name, each) -> shown.put((String) name, shown(each)));
        return shown;
      }
      if (value instanceof Set<?> set) {
        return set.stream().map(String::valueOf).sorted().toList();
      }
      return value instanceof List<?> list ? list.stream().map(Way::shown).toList() : value;
    }

    private Outcome<Item> call(Random random, String key) {
      switch (random.nextInt(10)) {
        case 0:
          return table.put(key, document(random), table.absent());
        case 1:
          return table.put(key, document(random), condition(random));
        case 2:
          return table.delete(key, condition(random));
        case 3:
          Map<String, AttributeValue> item = new HashMap<>();
          item.put("id", AttributeValue.fromS(key));
          item.put("n", AttributeValue.fromN("1"));
          item.put(
              "until",
              AttributeValue.fromN(
                  Long.toString(
                      fixture.clock().millis() / 1000 + (random.nextBoolean() ? -9 : 999_999))));
          UserTables.put(fixture.client(), name, item);
          return new Outcome.Done<>(null);
        case 4:
          Item read = table.map().get(key);
          return read == null
              ? new Outcome.Refused<>(null)
              : table.put(key, document(random), table.unchanged(read));
        case 5, 6:
          return table.upsert(key, changes(random));
        default:
          return table.update(key, changes(random));
      }
    }

    private static Item document(Random random) {
      Map<String, Object> attributes = new HashMap<>();
      attributes.put("n", random.nextInt(3));
      attributes.put("s", "s" + random.nextInt(3));
      attributes.put("list", List.of(1, "b", 3).subList(0, random.nextInt(4)));
      attributes.put("set", Set.of(1, 2, 3));
      attributes.put(
          "map", Map.of("n", random.nextInt(3), "list", List.of(7, 8), "set", Set.of("x", "y")));
      attributes.keySet().removeIf(each -> random.nextInt(4) == 0);
      return Item.of(attributes);
    }

    private static UnaryOperator<Update> changes(Random random) {
      List<Function<Update, Update>> all = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        all.add(change(random));
      }
      if (random.nextInt(3) == 0) {
        Condition condition = condition(random);
        all.add(u -> u.onlyIf(condition));
      }
      if (random.nextInt(4) == 0) {
        all.add(Update::returningOld);
      }
      return update -> {
        all.forEach(each -> each.apply(update));
        return update;
      };
    }

    private static Function<Update, Update> change(Random random) {
      Path place = PLACES.get(random.nextInt(PLACES.size()));
      Path other = PLACES.get(random.nextInt(PLACES.size()));
      int number = random.nextInt(4);
      return switch (random.nextInt(10)) {
        case 0 -> u -> u.set(place, number);
        case 1 -> u -> u.setIfAbsent(place, "new" + number);
        case 2 -> u -> u.copy(other, place);
        case 3 -> u -> u.remove(place);
        case 4 -> u -> u.add(place, number);
        case 5 -> u -> u.append(place, number, "end");
        case 6 -> u -> u.prepend(place, "first", number);
        case 7 -> u -> u.include(place, number, number + 1);
        case 8 -> u -> u.exclude(place, number, number + 1);
        default -> u -> u.set(place, List.of(number));
      };
    }

    private static Condition condition(Random random) {
      Path place = PLACES.get(random.nextInt(PLACES.size()));
      Condition one =
          switch (random.nextInt(6)) {
            case 0 -> place.exists();
            case 1 -> place.isAbsent();
            case 2 -> place.eq(random.nextInt(3));
            case 3 -> place.ne(random.nextInt(3));
            case 4 -> place.size().gt(1);
            default -> place.contains(1);
          };
      return switch (random.nextInt(6)) {
        case 0 -> one.negated();
        case 1 -> one.or(condition(random));
        case 2 -> one.and(condition(random));
        default -> one;
      };
    }
  }
}
