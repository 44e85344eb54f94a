package io.github.dynamodbjcache.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
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
  void tooLongANameIsRefusedAndNotCut() {
    assertThat(names.encode("a".repeat(255))).hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.encode("a".repeat(256)))
        .withMessageContaining("256")
        .withMessageContaining("255");
  }

  @Test
  void aPrefixThatTablesCannotHaveIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TableNames("my caches/"));
  }
}
