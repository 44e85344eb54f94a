package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Unknown;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where the attribute of the deadline is one of the value's, a value that has it goes before the
 * policy; one that lacks it has the lifetime of the policy, and none if the policy says none. It is
 * so however the value is written.
 */
@Timeout(240)
class ToldDeadlinesTest {

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A record with a component for it. */
  record Note(String id, @Nullable String text, @Nullable Long until) {}

  /** A record without, which replaces what it does not know. */
  record Bare(String id, @Nullable String text) {}

  /** Variants, one of which has it. */
  sealed interface Either permits Ending, Endless {}

  record Ending(String id, @Nullable String text, @Nullable Long until) implements Either {}

  record Endless(String id, @Nullable String text) implements Either {}

  /** A bean that has it. */
  public static final class Bean {

    private String id = "";
    private @Nullable String text;
    private @Nullable Long until;

    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    public @Nullable String getText() {
      return text;
    }

    public void setText(@Nullable String text) {
      this.text = text;
    }

    public @Nullable Long getUntil() {
      return until;
    }

    public void setUntil(@Nullable Long until) {
      this.until = until;
    }

    static Bean of(@Nullable String text, @Nullable Long until) {
      Bean bean = new Bean();
      bean.id = "a";
      bean.text = text;
      bean.until = until;
      return bean;
    }
  }

  /**
   * Values of one kind.
   *
   * @param of makes one of a text, and of a deadline or none
   */
  record Form<V>(
      String name,
      Mapping.Values<V> values,
      Unknown unknown,
      BiFunction<String, @Nullable Long, V> of) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Form<Bare> DROPPING =
      new Form<>(
          "records that drop",
          Mapping.record(Bare.class),
          Unknown.DROP,
          (text, until) -> new Bare("a", text));

  private static final List<Form<?>> FORMS =
      List.of(
          new Form<>(
              "records",
              Mapping.record(Note.class),
              Unknown.KEEP,
              (text, until) -> new Note("a", text, until)),
          new Form<>(
              "records that replace",
              Mapping.record(Note.class),
              Unknown.DROP,
              (text, until) -> new Note("a", text, until)),
          new Form<>("beans", Mapping.bean(Bean.class), Unknown.KEEP, Bean::of),
          new Form<>(
              "variants",
              Mapping.variants(Either.class, "type"),
              Unknown.KEEP,
              (text, until) ->
                  until == null ? new Endless("a", text) : new Ending("a", text, until)),
          new Form<>(
              "documents",
              Mapping.document(),
              Unknown.KEEP,
              (text, until) ->
                  until == null
                      ? Item.of(Map.of("text", text))
                      : Item.of(Map.of("text", text, "until", until))));

  /** The ways to write a whole value over one that is there. */
  private enum Way {
    PUT,
    PUT_ALL,
    BATCH,
    GET_AND_PUT,
    REPLACE,
    REPLACE_OLD,
    PUT_UNCHANGED,
    PUT_IF,
    INVOKE;

    <V> void write(Table<String, V> table, V next) {
      V old = table.map().get("a");
      switch (this) {
        case PUT -> table.cache().put("a", next);
        case PUT_ALL -> table.cache().putAll(Map.of("a", next));
        case BATCH -> table.batch(batch -> batch.put("a", next));
        case GET_AND_PUT -> table.map().put("a", next);
        case REPLACE -> assertThat(table.cache().replace("a", next)).isTrue();
        case REPLACE_OLD -> assertThat(table.map().replace("a", old, next)).isTrue();
        case PUT_UNCHANGED -> table.put("a", next, table.unchanged(old)).orThrow();
        case PUT_IF -> table.put("a", next, attr("text").eq("old")).orThrow();
        case INVOKE ->
            table
                .cache()
                .invoke(
                    "a",
                    (entry, nothing) -> {
                      entry.getValue();
                      entry.setValue(next);
                      return null;
                    });
      }
    }
  }

  static Stream<Arguments> setups() {
    return Stream.concat(FORMS.stream(), Stream.of(DROPPING))
        .flatMap(
            form ->
                Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"))
                    .flatMap(
                        revisions ->
                            Stream.of(ExactlyOnce.values())
                                .map(once -> Arguments.of(form, revisions, once))));
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void aValueThatLacksItHasNone(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table = open(form, revisions, once, EternalExpiryPolicy.factoryOf());
    for (Way way : Way.values()) {
      foreignPut(form, inSeconds(1000));
      way.write(table, form.of().apply("next", null));
      assertThat(item())
          .as("%s", way)
          .containsEntry("text", AttributeValue.fromS("next"))
          .doesNotContainKey("until");
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void aPolicyOfCreationLeavesWhatIsThere(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table =
        open(form, revisions, once, CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    for (Way way : Way.values()) {
      foreignPut(form, inSeconds(1000));
      way.write(table, form.of().apply("next", null));
      assertThat(item())
          .as("%s", way)
          .containsEntry("text", AttributeValue.fromS("next"))
          .containsEntry("until", seconds(1000));
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void aPolicyOfUpdatesIsObeyed(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table =
        open(form, revisions, once, ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    for (Way way : Way.values()) {
      foreignPut(form, inSeconds(1000));
      way.write(table, form.of().apply("next", null));
      assertThat(item())
          .as("%s", way)
          .containsEntry("text", AttributeValue.fromS("next"))
          .extractingByKey("until")
          .isIn(seconds(3600), seconds(3601));
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void aValueThatHasItGoesBeforeThePolicy(Form<V> form, Revisions revisions, ExactlyOnce once) {
    if (form == DROPPING) {
      return;
    }
    for (Factory<ExpiryPolicy> policy :
        List.of(
            EternalExpiryPolicy.factoryOf(),
            CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR),
            ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR))) {
      Table<String, V> table = open(form, revisions, once, policy);
      for (Way way : Way.values()) {
        foreignPut(form, inSeconds(1000));
        way.write(table, form.of().apply("next", inSeconds(2000)));
        assertThat(item())
            .as("%s", way)
            .containsEntry("text", AttributeValue.fromS("next"))
            .containsEntry("until", seconds(2000));
      }
    }
  }

  /** "neither compared nor touched": it is no part of what was decided on. */
  @ParameterizedTest
  @MethodSource("setups")
  <V> void oneThatIsSetBetweenReadAndWriteStays(
      Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table = open(form, revisions, once, EternalExpiryPolicy.factoryOf());
    foreignPut(form, null);
    table
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              entry.getValue();
              foreignPut(form, inSeconds(1000));
              entry.setValue(form.of().apply("next", null));
              return null;
            });
    assertThat(item())
        .containsEntry("text", AttributeValue.fromS("next"))
        .containsEntry("until", seconds(1000));
  }

  /** A number too far back to count is none, and an attribute all the same. */
  @ParameterizedTest
  @MethodSource("setups")
  <V> void whatCountsAsNoneIsRemovedAsWell(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table = open(form, revisions, once, EternalExpiryPolicy.factoryOf());
    for (Way way : Way.values()) {
      foreignPut(form, -5L);
      way.write(table, form.of().apply("next", null));
      assertThat(item())
          .as("%s", way)
          .containsEntry("text", AttributeValue.fromS("next"))
          .doesNotContainKey("until");
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void updatesOfOtherPlacesLeaveIt(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table = open(form, revisions, once, EternalExpiryPolicy.factoryOf());
    foreignPut(form, inSeconds(1000));
    table.update("a", u -> u.set("text", "one")).orThrow();
    assertThat(item()).containsEntry("until", seconds(1000));
    table.upsert("a", u -> u.set("text", "two")).orThrow();
    assertThat(item()).containsEntry("until", seconds(1000));
    table.fields("a").put("text", "three");
    assertThat(item()).containsEntry("until", seconds(1000));
  }

  @ParameterizedTest
  @MethodSource("setups")
  <V> void updatesOfItselfGoBeforeThePolicy(Form<V> form, Revisions revisions, ExactlyOnce once) {
    Table<String, V> table =
        open(form, revisions, once, ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    foreignPut(form, inSeconds(1000));
    table.update("a", u -> u.set("until", inSeconds(2000))).orThrow();
    assertThat(item()).containsEntry("until", seconds(2000));
    table.update("a", u -> u.remove(attr("until"))).orThrow();
    assertThat(item()).doesNotContainKey("until");
    table.upsert("a", u -> u.setIfAbsent(attr("until"), inSeconds(3000))).orThrow();
    assertThat(item()).containsEntry("until", seconds(3000));
    table.fields("a").remove("until");
    assertThat(item()).doesNotContainKey("until");
    table.fields("a").put("until", inSeconds(4000));
    assertThat(item()).containsEntry("until", seconds(4000));
  }

  private <V> Table<String, V> open(
      Form<V> form, Revisions revisions, ExactlyOnce once, Factory<? extends ExpiryPolicy> policy) {
    DynamoDbConfiguration<String, V> configuration =
        new DynamoDbConfiguration<String, V>()
            .setExactlyOnce(once)
            .setMapping(
                form.values()
                    .key("id", String.class)
                    .timeToLive("until")
                    .unknown(form.unknown())
                    .revision(revisions));
    configuration.setExpiryPolicyFactory(policy);
    return Table.of(fixture.newManager().createCache(name, configuration));
  }

  private long inSeconds(long seconds) {
    return fixture.clock().millis() / 1000 + seconds;
  }

  private AttributeValue seconds(long seconds) {
    return AttributeValue.fromN(Long.toString(inSeconds(seconds)));
  }

  private void foreignPut(Form<?> form, @Nullable Long until) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", AttributeValue.fromS("a"));
    item.put("text", AttributeValue.fromS("old"));
    if (until != null) {
      item.put("until", AttributeValue.fromN(until.toString()));
    }
    if (form.name().equals("variants")) {
      item.put("type", AttributeValue.fromS("Ending"));
    }
    UserTables.put(fixture.client(), name, item);
  }

  private Map<String, AttributeValue> item() {
    return UserTables.items(fixture.client(), name).get(0);
  }
}
