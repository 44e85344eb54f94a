package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * docs/operations.md: its snippets say one table, that table fits, and its class for moving works.
 */
@Timeout(60)
class OperationsGuideTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final Path SOURCES =
      Path.of("src", "test", "java", "io", "github", "dynamodbjcache", "behaviour");
  private static final String PREFIX = "shop-";

  private final DynamoDbClient client = TestDynamoDb.client();
  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final String prefix = "test-" + UUID.randomUUID() + "-";
  private final List<String> tables = new ArrayList<>();

  @AfterEach
  void close() {
    provider.close();
    for (String table : tables) {
      client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));
      client.deleteTable(delete -> delete.tableName(table));
    }
    client.close();
  }

  @Test
  void theTableOfCloudFormationFitsWithoutAWarning() throws IOException {
    JsonNode properties = cloudFormation();
    String table = properties.get("TableName").textValue().replace(PREFIX, prefix);
    create(table, properties);
    String log =
        Logs.of(
            () -> {
              Cache<String, String> cache = manager("never").createCache("stock", strings());
              cache.put("k", "v");
              assertThat(cache.get("k")).isEqualTo("v");
              assertThat(cache.putIfAbsent("k", "w")).isFalse();
              cache.putAll(Map.of("k", "1", "l", "2"));
              assertThat(cache.getAll(Set.of("k", "l"))).hasSize(2);
              assertThat(cache).hasSize(2);
              assertThat(cache.remove("k")).isTrue();
            });
    assertThat(log).doesNotContain("WARN").doesNotContain("ERROR");
  }

  /** The settings beside it: they are known, and this name follows from that of the cache. */
  @Test
  void theSettingsNameThatTable(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("page.conf"), snippet("hocon"));
    Properties assumed = DynamoDbCacheProperties.withClient(client);
    assumed.setProperty("dynamodb-jcache.table.create", "assumed");
    Cache<String, String> cache =
        provider
            .getCacheManager(file.toUri(), getClass().getClassLoader(), assumed)
            .createCache("stock", strings());
    assertThat(cache.unwrap(DynamoDbCache.class).getTableName())
        .isEqualTo(cloudFormation().get("TableName").textValue());
  }

  @Test
  void itIsTheTableThatTheProviderMakes() throws IOException {
    create(prefix + "stock", cloudFormation());
    manager("if-missing").createCache("ours", strings());
    tables.add(prefix + "ours");
    TableDescription theirs = described(prefix + "stock");
    TableDescription ours = described(prefix + "ours");
    assertThat(theirs.keySchema()).isEqualTo(ours.keySchema());
    assertThat(theirs.attributeDefinitions()).isEqualTo(ours.attributeDefinitions());
    assertThat(theirs.billingModeSummary().billingMode())
        .isEqualTo(ours.billingModeSummary().billingMode());
    assertThat(timeToLive(prefix + "stock")).isEqualTo(timeToLive(prefix + "ours"));
  }

  @Test
  void terraformSaysTheSame() throws IOException {
    JsonNode expected = cloudFormation();
    // HCL without expressions is HOCON: the words before a block become its key.
    Config resource =
        ConfigFactory.parseString(snippet("hcl"))
            .getConfig("\"resource aws_dynamodb_table stock\"");
    assertThat(resource.getString("name")).isEqualTo(expected.get("TableName").textValue());
    assertThat(resource.getString("billing_mode"))
        .isEqualTo(expected.get("BillingMode").textValue());
    assertThat(resource.getString("hash_key"))
        .isEqualTo(expected.at("/KeySchema/0/AttributeName").textValue());
    assertThat(resource.getString("attribute.name"))
        .isEqualTo(expected.at("/AttributeDefinitions/0/AttributeName").textValue());
    assertThat(resource.getString("attribute.type"))
        .isEqualTo(expected.at("/AttributeDefinitions/0/AttributeType").textValue());
    assertThat(resource.getString("ttl.attribute_name"))
        .isEqualTo(expected.at("/TimeToLiveSpecification/AttributeName").textValue());
    assertThat(
            List.of(
                resource.getBoolean("ttl.enabled"),
                resource.getBoolean("deletion_protection_enabled"),
                resource.getBoolean("point_in_time_recovery.enabled"),
                resource.getBoolean("server_side_encryption.enabled")))
        .containsOnly(true);
  }

  @Test
  void cdkSaysTheSame() throws IOException {
    JsonNode expected = cloudFormation();
    String text = snippet("ts");
    assertThat(said(text, "tableName: '([^']+)'")).isEqualTo(expected.get("TableName").textValue());
    assertThat(said(text, "partitionKey: \\{ name: '([^']+)'"))
        .isEqualTo(expected.at("/KeySchema/0/AttributeName").textValue());
    assertThat(said(text, "AttributeType\\.(\\w)"))
        .isEqualTo(expected.at("/AttributeDefinitions/0/AttributeType").textValue());
    assertThat(said(text, "timeToLiveAttribute: '([^']+)'"))
        .isEqualTo(expected.at("/TimeToLiveSpecification/AttributeName").textValue());
    assertThat(text)
        .contains("Billing.onDemand()")
        .contains("deletionProtection: true")
        .contains("pointInTimeRecoveryEnabled: true")
        .contains("TableEncryptionV2.awsManagedKey()")
        .doesNotContain("sortKey");
  }

  /** "What is read moves; what is written or removed goes from the old table first." */
  @Test
  void whatIsInTheOldTableMoves() throws IOException {
    assertThat(Files.readString(SOURCES.resolve("OldTable.java"))).endsWith(snippet("java"));
    CacheManager manager = manager("if-missing");
    Cache<String, String> before = manager.createCache("before", strings());
    OldTable<String, String> old = new OldTable<>(before);
    Cache<String, String> cache =
        manager.createCache(
            "now",
            strings()
                .setCacheLoaderFactory(() -> old)
                .setCacheWriterFactory(() -> old)
                .setReadThrough(true)
                .setWriteThrough(true));
    tables.addAll(List.of(prefix + "before", prefix + "now"));
    before.putAll(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5"));

    assertThat(cache.get("a")).isEqualTo("1");
    cache.put("b", "new");
    assertThat(cache.remove("c")).as("it answers for the new table").isFalse();
    assertThat(cache.getAll(Set.of("a", "b", "c", "d")))
        .isEqualTo(Map.of("a", "1", "b", "new", "d", "4"));
    assertThat(
            cache.<String>invoke(
                "e",
                (entry, arguments) -> {
                  String found = entry.getValue();
                  entry.setValue("new");
                  return found;
                }))
        .isEqualTo("5");

    assertThat(StreamSupport.stream(before.spliterator(), false).map(Cache.Entry::getKey))
        .containsExactlyInAnyOrder("a", "d");
    assertThat(StreamSupport.stream(cache.spliterator(), false).map(Cache.Entry::getKey))
        .containsExactlyInAnyOrder("a", "b", "d", "e");
    cache.removeAll(Set.of("a"));
    assertThat(cache.get("a")).isNull();
  }

  private CacheManager manager(String create) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.setProperty("dynamodb-jcache.table.create", create);
    properties.setProperty("dynamodb-jcache.table.prefix", prefix);
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "30s");
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    return provider.getCacheManager(
        URI.create("operations-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  private void create(String table, JsonNode says) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(says.get("BillingMode").textValue())
            .deletionProtectionEnabled(says.get("DeletionProtectionEnabled").booleanValue())
            .attributeDefinitions(
                each(says.get("AttributeDefinitions")).stream()
                    .map(
                        one ->
                            AttributeDefinition.builder()
                                .attributeName(one.get("AttributeName").textValue())
                                .attributeType(one.get("AttributeType").textValue())
                                .build())
                    .toList())
            .keySchema(
                each(says.get("KeySchema")).stream()
                    .map(
                        one ->
                            KeySchemaElement.builder()
                                .attributeName(one.get("AttributeName").textValue())
                                .keyType(one.get("KeyType").textValue())
                                .build())
                    .toList())
            .sseSpecification(
                sse ->
                    sse.enabled(says.at("/SSESpecification/SSEEnabled").booleanValue())
                        .sseType(says.at("/SSESpecification/SSEType").textValue()));
    client.createTable(request.build());
    tables.add(table);
    client.waiter().waitUntilTableExists(t -> t.tableName(table));
    client.updateTimeToLive(
        update ->
            update
                .tableName(table)
                .timeToLiveSpecification(
                    ttl ->
                        ttl.enabled(says.at("/TimeToLiveSpecification/Enabled").booleanValue())
                            .attributeName(
                                says.at("/TimeToLiveSpecification/AttributeName").textValue())));
  }

  private TableDescription described(String table) {
    return client.describeTable(describe -> describe.tableName(table)).table();
  }

  private String timeToLive(String table) {
    return client.describeTimeToLive(d -> d.tableName(table)).timeToLiveDescription().toString();
  }

  private static JsonNode cloudFormation() throws IOException {
    JsonNode template = new ObjectMapper().readTree(snippet("json"));
    List<JsonNode> resources = each(template.get("Resources"));
    assertThat(resources).hasSize(1);
    assertThat(resources.get(0).get("Type").textValue()).isEqualTo("AWS::DynamoDB::Table");
    return resources.get(0).get("Properties");
  }

  private static List<JsonNode> each(JsonNode nodes) {
    List<JsonNode> all = new ArrayList<>();
    nodes.forEach(all::add);
    return all;
  }

  /** The one block of that language. */
  private static String snippet(String language) throws IOException {
    return said(Files.readString(PAGE), "(?s)```" + language + "\n(.*?)```");
  }

  private static String said(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    String said = matcher.group(1);
    assertThat(matcher.find()).as("another " + pattern).isFalse();
    return said;
  }
}
