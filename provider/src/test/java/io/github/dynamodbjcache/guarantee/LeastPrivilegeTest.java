package io.github.dynamodbjcache.guarantee;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The README prints four policies. Nothing is called that they do not allow, and they allow nothing
 * that is not called.
 */
@Timeout(120)
class LeastPrivilegeTest {

  private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

  private final Rights rights = new Rights();
  private CacheFixture fixture;
  private DynamoDbClient client;
  private CacheManager manager;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    client =
        TestDynamoDb.builder()
            .overrideConfiguration(
                override ->
                    override
                        .addExecutionInterceptor(rights)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    Properties properties = fixture.properties();
    properties.putAll(DynamoDbCacheProperties.withClient(client));
    manager = fixture.newManager(properties);
  }

  @AfterEach
  void close() {
    fixture.close();
    client.close();
  }

  /** "It is all that table.create = never needs" */
  @Test
  void theDataPolicyIsWhatTheOperationsCallAndNoMore() {
    Map<String, Set<String>> calledBy = callsOnlyAllowing(policies().get("Data"));
    Set<String> called = new TreeSet<>();
    calledBy.values().forEach(called::addAll);
    assertThat(called).as("%s", calledBy).isEqualTo(policies().get("Data"));
  }

  /** The companion: a policy that lacks a right is not enough, one that has more is not tight. */
  @Test
  void anotherPolicyWouldBeNoticed() {
    Set<String> less = new TreeSet<>(policies().get("Data"));
    less.remove("BatchGetItem");
    assertThatThrownBy(() -> callsOnlyAllowing(less))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BatchGetItem");
    Set<String> more = new TreeSet<>(policies().get("Data"));
    more.add("PutItem");
    Set<String> called = new TreeSet<>();
    callsOnlyAllowing(more).values().forEach(called::addAll);
    assertThat(called).isNotEqualTo(more);
  }

  @Test
  void openingAndManagingATableTakesTheOtherTwoPoliciesAndNoMore() {
    String name = fixture.newName();
    DynamoDbConfiguration<String, String> managed =
        configuration()
            .setTags(Map.of("team", "shop"))
            .setPointInTimeRecovery(true)
            .setTableCreation(TableCreation.IF_MISSING);
    try {
      manager.createCache(name, managed);
    } catch (CacheException localHasNoBackups) {
      assertThat(localHasNoBackups).hasMessageContaining("ackups");
    }
    Set<String> created = rights.since();
    if (manager.getCache(name) != null) {
      manager.getCache(name).close();
    }
    manager.createCache(name, managed).close();
    created.addAll(rights.since());

    manager.createCache(name, configuration());
    assertThat(rights.since()).isEqualTo(policies().get("CheckOnOpening"));

    manager.destroyCache(name);
    created.addAll(rights.since());
    created.removeAll(policies().get("CheckOnOpening"));
    assertThat(created).isEqualTo(policies().get("Management"));
  }

  /** "For tables of your own (items.mapping), these instead." */
  @Test
  void theOwnTablesPolicyIsWhatTheOperationsOnTablesCallAndNoMore() {
    Set<String> policy = policies().get("OwnTables");
    Set<String> called = new TreeSet<>();
    for (Mapping.Values<?> values : List.of(Mapping.document(), Mapping.record(Person.class))) {
      called.addAll(calledOnTable(values.key("id", String.class), policy));
    }
    assertThat(called).isEqualTo(policy);
  }

  private <V> Set<String> calledOnTable(Mapping<String, V> mapping, Set<String> allowed) {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    rights.allowOnly(allowed);
    try {
      rights.since();
      Table<String, V> table = Table.open(manager, name, mapping);
      V value = person(mapping);
      Map<String, V> several = Map.of("k", value, "k2", value);
      Cache<String, V> cache = table.cache();
      cache.put("k", value);
      cache.putAll(several);
      cache.getAll(several.keySet());
      cache.putIfAbsent("k", value);
      cache.replace("k", value, value);
      cache.invoke("k", (entry, arguments) -> entry.getValue());
      cache.removeAll(several.keySet());
      table.batch(writes -> several.forEach(writes::put));
      table.update("k", update -> update.set("name", "Joe"));
      table.delete("k2", attr("name").exists());
      table.scan().count();
      table.query("k").count();
      table.project("k", attr("name"));
      cache.remove("k");
      cache.close();
      return rights.since();
    } finally {
      rights.allowOnly(null);
    }
  }

  @SuppressWarnings("unchecked") // One of the two that there are here.
  private static <V> V person(Mapping<String, V> mapping) {
    return (V)
        (mapping.equals(Mapping.document().key("id", String.class))
            ? Item.of(Map.of("name", "Jane"))
            : new Person("Jane"));
  }

  /** A value of a test. */
  public record Person(String name) {}

  private Map<String, Set<String>> callsOnlyAllowing(Set<String> allowed) {
    String name = fixture.newName();
    fixture.manager().createCache(name, configuration());
    rights.allowOnly(allowed);
    Map<String, Set<String>> calledBy = new TreeMap<>();
    try {
      Cache<String, String> cache =
          manager.createCache(name, configuration().setTableCreation(TableCreation.NEVER));
      rights.since();
      EveryOperation.all()
          .forEach(
              (operation, run) -> {
                cache.put("k", "v");
                try {
                  run.on(cache, "k", "v");
                } catch (Exception e) {
                  throw new AssertionError(operation + ": " + e, e);
                }
                calledBy.put(operation, rights.since());
              });
      cache.close();
    } finally {
      rights.allowOnly(null);
    }
    return calledBy;
  }

  private static DynamoDbConfiguration<String, String> configuration() {
    CacheLoader<String, String> loader =
        new CacheLoader<>() {
          @Override
          public String load(String key) {
            return "loaded";
          }

          @Override
          public Map<String, String> loadAll(Iterable<? extends String> keys) {
            Map<String, String> all = new HashMap<>();
            keys.forEach(key -> all.put(key, "loaded"));
            return all;
          }
        };
    return new DynamoDbConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setCacheLoaderFactory(() -> loader);
  }

  /** The names of the actions of each policy in the README, by its Sid. */
  private static Map<String, Set<String>> policies() {
    Map<String, Set<String>> policies = new HashMap<>();
    try {
      Matcher json = JSON.matcher(Files.readString(Path.of("..", "README.md")));
      while (json.find()) {
        JsonNode policy = new ObjectMapper().readTree(json.group(1));
        for (JsonNode statement : policy.get("Statement")) {
          assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
          JsonNode resource = statement.get("Resource");
          for (JsonNode each : resource.isArray() ? resource : List.of(resource)) {
            assertThat(each.asText()).startsWith("arn:aws:dynamodb:").contains(":table/");
          }
          Set<String> actions = new TreeSet<>();
          statement.get("Action").forEach(action -> actions.add(action.asText()));
          assertThat(actions).allMatch(action -> action.startsWith("dynamodb:"));
          Set<String> names = new TreeSet<>();
          actions.forEach(action -> names.add(action.substring("dynamodb:".length())));
          policies.put(statement.get("Sid").asText(), names);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(policies).containsOnlyKeys("Data", "OwnTables", "CheckOnOpening", "Management");
    return policies;
  }

  /** Tells which rights the requests need, and denies what a policy does not allow. */
  private static final class Rights implements ExecutionInterceptor {

    private final Set<String> needed = new ConcurrentSkipListSet<>();
    private volatile Set<String> allowed;

    void allowOnly(Set<String> actions) {
      allowed = actions;
    }

    Set<String> since() {
      Set<String> copy = new TreeSet<>(needed);
      needed.clear();
      return copy;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      Set<String> actions = actions(context, attributes);
      Set<String> permitted = allowed;
      if (permitted != null && !permitted.containsAll(actions)) {
        throw DynamoDbException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage("not authorized to perform " + actions)
                    .build())
            .build();
      }
      needed.addAll(actions);
    }

    private static Set<String> actions(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      Set<String> actions = new TreeSet<>();
      if (context.request() instanceof TransactWriteItemsRequest transaction) {
        // A transaction needs the rights of what is in it, and has none of its own.
        transaction
            .transactItems()
            .forEach(
                item -> {
                  if (item.delete() != null) {
                    actions.add("DeleteItem");
                  }
                  if (item.update() != null) {
                    actions.add("UpdateItem");
                  }
                  if (item.put() != null) {
                    actions.add("PutItem");
                  }
                  if (item.conditionCheck() != null) {
                    actions.add("ConditionCheckItem");
                  }
                });
        return actions;
      }
      actions.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
      if (context.request() instanceof CreateTableRequest creation && creation.hasTags()) {
        actions.add("TagResource");
      }
      return actions;
    }
  }
}
