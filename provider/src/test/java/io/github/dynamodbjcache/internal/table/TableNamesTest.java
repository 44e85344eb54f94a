package io.github.dynamodbjcache.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "A stable, reversible, collision-free escape into the alphabet of table names." */
class TableNamesTest {

  private final TableNames names = new TableNames("");

  @ParameterizedTest
  @CsvSource({
    "users, users",
    "com.acme.orders, com.acme.orders",
    "order-lines.2026, order-lines.2026",
    "Users, _users",
    "user_roles, user__roles",
    "new cache, new_32_cache",
    "c1, c1_.",
    "org.jsr107.tck.CacheManagerTest@305ffe9e, org.jsr107.tck._cache_manager_test_64_305ffe9e",
    "Bücher, _b_252_cher",
    "😀, _128512_",
  })
  void namesReadLikeThis(String cache, String table) {
    assertThat(names.encode(cache)).isEqualTo(table);
    assertThat(names.decode(table)).contains(cache);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "_", "__", "\ud800", "a\udc00", "\u0000", "A_", "_a", "_."})
  void oddNamesComeBack(String cache) {
    String table = names.encode(cache);
    assertThat(table).matches("[A-Za-z0-9_.-]{3,255}");
    assertThat(names.decode(table)).contains(cache);
  }

  @Test
  void noTwoNamesMeetEvenWithoutRegardToCase() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, String> cacheOfTable = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String cache =
          random
              .ints(random.nextInt(6), 0, 12)
              .mapToObj("aAbB_.-6 4é😀"::codePointAt)
              .map(Character::toString)
              .collect(Collectors.joining());
      String table = names.encode(cache);
      assertThat(table).as("seed %s", seed).matches("[A-Za-z0-9_.-]{3,255}");
      assertThat(names.decode(table)).as("seed %s", seed).contains(cache);
      String known = cacheOfTable.putIfAbsent(table.toLowerCase(Locale.ROOT), cache);
      assertThat(known == null || known.equals(cache))
          .as("%s and %s, seed %s", known, cache, seed)
          .isTrue();
    }
  }

  @Test
  void aPrefixStandsBeforeAllAndCountsForTheLength() {
    TableNames prefixed = new TableNames("Prod-");
    assertThat(prefixed.encode("c1")).isEqualTo("Prod-c1");
    assertThat(prefixed.decode("Prod-c1")).contains("c1");
    assertThat(prefixed.decode("users")).isEmpty();
  }

  @Test
  void tablesOfOthersAreNoCaches() {
    for (String table :
        List.of("Users", "abc_", "abc_32", "abc_97_", "users_.", "abc_99999999_", "abc_9999999_")) {
      assertThat(names.decode(table)).as(table).isEmpty();
    }
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(names.encode("a".repeat(255))).isEqualTo("a".repeat(255));
  }

  /** The values must never change: they are names of tables that hold entries. */
  @Test
  void aNameThatIsTooLongKeepsItsBeginningAndEndsInAHash() {
    assertThat(names.encode("a".repeat(256)))
        .isEqualTo("a".repeat(213) + "_-02d7160d77e18c6447be80c2e355c7ed43885452");
    assertThat(new TableNames("Prod-").encode("Bücher".repeat(30)))
        .isEqualTo(
            "Prod-"
                + "_b_252_cher".repeat(18)
                + "_b_252_che_-24fe92b279f04388fd48710521204d8f391040c0");
  }

  @Test
  void longNamesThatDifferInOneCharacterHaveTwoTables() {
    String begin = "a".repeat(300);
    assertThat(
            List.of(
                names.encode(begin),
                names.encode(begin + "b"),
                names.encode(begin + "B"),
                names.encode(begin + "\ud800"),
                names.encode(begin + "\ud801")))
        .doesNotHaveDuplicates()
        .allMatch(table -> table.matches("a{213}_-[0-9a-f]{40}"));
  }

  @Test
  void cachesWhoseLongNamesDifferInTheLastCharacterHaveTwoTables() {
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    String begin = UUID.randomUUID() + "a".repeat(300);
    try (CacheFixture fixture = CacheFixture.open()) {
      Cache<String, String> first = fixture.manager().createCache(begin + "1", configuration);
      Cache<String, String> second = fixture.manager().createCache(begin + "2", configuration);
      try {
        first.put("key", "first");
        second.put("key", "second");

        assertThat(first.get("key")).isEqualTo("first");
        assertThat(second.get("key")).isEqualTo("second");
        Cache<String, String> again = fixture.newManager().createCache(begin + "1", configuration);
        assertThat(again.get("key")).isEqualTo("first");
      } finally {
        fixture.manager().destroyCache(begin + "1");
        fixture.manager().destroyCache(begin + "2");
      }
    }
  }

  @Test
  void aHashIsNoCachesNameAndNoCacheHasTheNameOfAHash() {
    for (String letter : List.of("a", "_", "A", "é", "😀", "_-")) {
      for (int shift = 0; shift < 8; shift++) {
        String cache = "a".repeat(shift) + letter.repeat(256);
        String table = names.encode(cache);
        assertThat(table).matches("[a-z0-9_.-]{200,255}");
        assertThat(names.decode(table)).as(table).isEmpty();
        // Whole characters stand before the mark, so that it cannot be read as a part of one.
        String beginning = table.substring(0, table.length() - 42);
        assertThat(names.decode(beginning).map(cache::startsWith)).as(table).contains(true);
        assertThat(names.encode(beginning + "_-")).isNotEqualTo(table);
      }
    }
  }

  @Test
  void aPrefixThatLeavesNoRoomForAHashIsRefused() {
    TableNames roomForAHash = new TableNames("p".repeat(213));
    assertThat(roomForAHash.encode("a".repeat(43))).hasSize(255).startsWith("p".repeat(213) + "_-");
    TableNames tooLong = new TableNames("p".repeat(214));
    assertThat(tooLong.encode("a".repeat(41))).hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tooLong.encode("a".repeat(42)))
        .withMessageContaining("256")
        .withMessageContaining("255")
        .withMessageContaining("213");
  }

  @Test
  void aPrefixThatTablesCannotHaveIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TableNames("my caches/"));
  }
}
