package io.github.dynamodbjcache.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.dynamodbjcache.internal.time.PlantedViolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The room table of docs/architecture.md, stated once. */
class RoomTableTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static final String ATTRIBUTE_VALUE =
      "software.amazon.awssdk.services.dynamodb.model.AttributeValue";
  private static final String SDK_BYTES = "software.amazon.awssdk.core.SdkBytes";
  private static final String DYNAMODB_CLIENT =
      "software.amazon.awssdk.services.dynamodb.DynamoDbClient";

  static Stream<Room> table() {
    Set<String> all = allRooms();
    return Stream.of(
        new Room(
            "",
            "the CachingProvider, and the public cache type reached by unwrap",
            all,
            List.of("javax.cache.")),
        new Room(
            "configuration",
            "what a user can set",
            Set.of("codec", "table", "internal.settings"),
            List.of(
                "javax.cache.configuration.",
                "javax.cache.expiry.",
                "javax.cache.integration.",
                "javax.cache.CacheException",
                DYNAMODB_CLIENT)),
        new Room(
            "table",
            "the words for tables of one's own",
            Set.of("configuration", "internal.mapping"),
            List.of(
                "javax.cache.Cache",
                "javax.cache.CacheException",
                "javax.cache.CacheManager",
                ATTRIBUTE_VALUE,
                SDK_BYTES)),
        new Room(
            "internal.settings",
            "which settings there are, as data, and the values that hold for a cache",
            Set.of(
                "configuration", "codec", "table", "internal.settings.reading", "internal.mapping"),
            List.of(
                "javax.cache.configuration.",
                "javax.cache.expiry.",
                DYNAMODB_CLIENT,
                "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider",
                "software.amazon.awssdk.core.interceptor.ExecutionInterceptor",
                "software.amazon.awssdk.metrics.MetricPublisher")),
        new Room(
            "internal.settings.reading",
            "files and properties, merged into blocks; refuses with the place",
            Set.of("configuration"),
            List.of("com.typesafe.config.")),
        new Room(
            "codec",
            "what users say of keys and values: serializers, encoders, allowed classes, limits",
            Set.of(
                "internal.codec.item",
                "internal.codec.java",
                "internal.codec.json",
                "internal.codec.compression"),
            List.of()),
        new Room(
            "internal.codec",
            "the codec of caches: keys and values to the attributes of an item, and back",
            Set.of(
                "codec",
                "internal.codec.item",
                "internal.codec.java",
                "internal.codec.value",
                "internal.codec.key",
                "internal.codec.compression"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.codec.item",
            "what an item is made of, and how messages speak of it",
            Set.of("codec"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.codec.java",
            "Java serialization that lets nothing in but what is allowed, within limits",
            Set.of("codec", "internal.codec.item"),
            List.of()),
        new Room(
            "internal.codec.value",
            "values as native attributes or serialized bytes",
            Set.of(
                "codec",
                "internal.codec.compression",
                "internal.codec.item",
                "internal.codec.java"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.codec.json",
            "values as JSON that can be read again: as texts, or as DynamoDB's maps",
            Set.of(
                "codec",
                "internal.codec.item",
                "internal.codec.java",
                "internal.codec.value",
                "internal.codec.json.jackson2",
                "internal.codec.json.jackson3"),
            List.of(
                ATTRIBUTE_VALUE,
                SDK_BYTES,
                "com.fasterxml.jackson.annotation.",
                "org.springframework.data.domain.")),
        new Room(
            "internal.codec.json.jackson2",
            "the binding of JSON to Jackson 2",
            Set.of("codec", "internal.codec.java", "internal.codec.json", "internal.codec.value"),
            List.of("com.fasterxml.jackson.")),
        new Room(
            "internal.codec.json.jackson3",
            "the binding of JSON to Jackson 3",
            Set.of("codec", "internal.codec.java", "internal.codec.json", "internal.codec.value"),
            List.of("com.fasterxml.jackson.annotation.", "tools.jackson.")),
        new Room(
            "internal.codec.key",
            "keys as texts, and back",
            Set.of("codec", "internal.codec.item", "internal.codec.java", "internal.codec.value"),
            List.of()),
        new Room(
            "internal.codec.compression",
            "serialized values made smaller",
            Set.of("codec"),
            List.of("com.github.luben.zstd.")),
        new Room("internal.time", "deadlines and the clock", Set.of(), List.of()),
        new Room(
            "internal.expression",
            "predicates and changes over attribute values, and how requests say them",
            Set.of("internal.codec.item"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.store",
            "the port to the table: entries in and out, as plain data",
            Set.of("internal.time", "internal.expression"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.wire",
            "one request in one attempt, on a connection that was waited for, and whether it left",
            Set.of("internal.time"),
            List.of("software.amazon.awssdk.")),
        new Room(
            "internal.attempt",
            "attempts at the service: one by one, with pauses, within a budget; what failures mean",
            Set.of("internal.time", "internal.store", "internal.wire", "internal.statistics"),
            List.of("software.amazon.awssdk.", "javax.net.ssl.")),
        new Room(
            "internal.store.dynamodb",
            "the port over a DynamoDB table, in items and requests",
            Set.of(
                "internal.time",
                "internal.expression",
                "internal.store",
                "internal.wire",
                "internal.attempt"),
            List.of("software.amazon.awssdk.")),
        new Room(
            "internal.table",
            "the life of tables, their names and schemas",
            Set.of(
                "internal.time",
                "internal.store",
                "internal.store.dynamodb",
                "internal.wire",
                "internal.attempt",
                "configuration",
                "table"),
            List.of("software.amazon.awssdk.")),
        new Room(
            "internal.reading",
            "pages of selections: limits, where they go on, how fast",
            Set.of("internal.store", "internal.expression"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.mapping",
            "keys and values as native attributes, and back; conditions and updates as expressions",
            Set.of(
                "table",
                "codec",
                "internal.codec",
                "internal.codec.item",
                "internal.codec.value",
                "internal.expression"),
            List.of(
                "javax.cache.CacheException",
                ATTRIBUTE_VALUE,
                SDK_BYTES,
                "software.amazon.awssdk.core.BytesWrapper")),
        new Room(
            "internal.own",
            "the table of a cache with a mapping: each of its words, said to runners and store",
            Set.of(
                "",
                "table",
                "codec",
                "configuration",
                "internal.codec",
                "internal.expression",
                "internal.mapping",
                "internal.operation",
                "internal.reading",
                "internal.runner",
                "internal.store",
                "internal.store.dynamodb",
                "internal.table",
                "internal.time",
                "internal.walk"),
            List.of("javax.cache.Cache", "javax.cache.CacheException", ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.split",
            "entries that do not fit into one item: split over several, and put together again",
            Set.of(
                "internal.time",
                "internal.expression",
                "internal.store",
                "internal.store.dynamodb",
                "internal.codec",
                "internal.codec.item",
                "codec"),
            List.of(ATTRIBUTE_VALUE, SDK_BYTES)),
        new Room(
            "internal.operation",
            "what each operation means",
            Set.of(),
            List.of(
                "javax.cache.processor.", "javax.cache.Cache$Entry", "javax.cache.CacheException")),
        new Room(
            "internal.expiry",
            "asks the ExpiryPolicy, yields deadlines, survives its failures",
            Set.of("internal.time"),
            List.of("javax.cache.expiry.")),
        new Room("internal.statistics", "counters and their snapshot", Set.of(), List.of()),
        new Room(
            "internal.event",
            "registrations, filters, ordered dispatch",
            Set.of(),
            List.of("javax.cache.event.", "javax.cache.configuration.", "javax.cache.Cache")),
        new Room(
            "internal.integration",
            "loader and writer with spec-correct failures",
            Set.of(),
            List.of("javax.cache.integration.", "javax.cache.Cache$Entry")),
        new Room(
            "internal.runner",
            "runs operations: one entry, many entries, a scan",
            Set.of(
                "internal.time",
                "internal.store",
                "internal.expression",
                "internal.operation",
                "internal.expiry",
                "internal.statistics",
                "internal.event",
                "internal.integration",
                "internal.codec",
                "internal.codec.item",
                "codec"),
            List.of("javax.cache.", ATTRIBUTE_VALUE)),
        new Room(
            "internal.walk",
            "the iterators of a cache: lazy, over entries or keys, whole or in parts",
            Set.of("internal.runner", "internal.store"),
            List.of("javax.cache.Cache")),
        new Room(
            "internal.client",
            "the connection to DynamoDB that managers share",
            Set.of("internal.settings", "internal.wire"),
            List.of("javax.cache.CacheException", "software.amazon.awssdk.", "javax.net.ssl.")),
        new Room(
            "internal.management",
            "MXBeans and their registration",
            Set.of("internal.statistics", "configuration", ""),
            List.of("javax.cache.management.", "javax.cache.configuration.", "javax.management.")),
        new Room(
            "internal.map",
            "the ConcurrentMap view",
            Set.of(""),
            List.of("javax.cache.Cache", "javax.cache.processor.")),
        new Room(
            "internal.cache",
            "the JCache objects and the one assembly",
            all,
            List.of("javax.cache.", "software.amazon.awssdk.")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void roomKnowsOnlyWhatItsRowAllows(Room room) {
    room.rule().check(PRODUCT);
  }

  @Test
  void everyPackageHasARow() {
    Set<String> packages =
        PRODUCT.stream()
            .map(type -> type.getPackageName())
            .filter(name -> name.startsWith(Room.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        table()
            .map(room -> room.name().isEmpty() ? Room.ROOT : Room.ROOT + "." + room.name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isEqualTo(rows);
  }

  @Test
  void awsIsCalledByTheWireAloneAndTheClientIsMadeInItsRoomAlone() {
    Set<String> callers =
        PRODUCT.stream()
            .filter(
                type ->
                    type.getCodeUnitAccessesFromSelf().stream()
                        .anyMatch(
                            call ->
                                call.getTargetOwner().getName().equals(DYNAMODB_CLIENT)
                                    && !Set.of("builder", "close", "serviceMetadata")
                                        .contains(call.getName())))
            .map(type -> type.getPackageName())
            .collect(Collectors.toSet());
    assertThat(callers).containsExactly(Room.ROOT + ".internal.wire");
  }

  /** The companion of the table: a planted violation is seen. */
  @Test
  void aBrokenRowFailsWithItsSentence() {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedViolation.class);
    Room time =
        table().filter(room -> room.name().equals("internal.time")).findFirst().orElseThrow();
    assertThatThrownBy(() -> time.rule().check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("deadlines and the clock");
  }

  /** The page and its drawing name every room; the drawing is made from the text beside it. */
  @ParameterizedTest
  @MethodSource("table")
  void roomStandsOnThePageAndInTheDrawing(Room room) throws IOException {
    Path docs = Path.of("..", "docs");
    String shown = room.name().isEmpty() ? Room.ROOT : room.name();
    assertThat(Files.readString(docs.resolve("architecture.md"))).contains("`" + shown + "`");
    if (!room.name().isEmpty()) {
      String last = room.name().substring(room.name().lastIndexOf('.') + 1);
      assertThat(Files.readString(docs.resolve("architecture.dot"))).contains(last);
      assertThat(Files.readString(docs.resolve("architecture.svg"))).contains(last);
    }
  }

  private static Set<String> allRooms() {
    return PRODUCT.stream()
        .map(type -> type.getPackageName().substring(Room.ROOT.length()))
        .map(name -> name.startsWith(".") ? name.substring(1) : name)
        .collect(Collectors.toSet());
  }
}
