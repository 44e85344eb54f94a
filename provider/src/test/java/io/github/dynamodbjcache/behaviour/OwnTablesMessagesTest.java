package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What messages of tables of one's own say: which key, in its order, and what to do. */
@Timeout(60)
class OwnTablesMessagesTest {

  private final CacheFixture fixture = CacheFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** In both orders of the names: maps have one of their own. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"a, b", "b, a"})
  void keysOfTwoAttributesAreToldPartitionFirst(String partition, String sort) {
    String name =
        UserTables.make(fixture.client(), fixture.newName(), partition + " S", sort + " N");
    FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
    try (DynamoDbClient client = TestDynamoDb.client(network)) {
      Properties properties = fixture.properties();
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      Table<ItemKey<String, Integer>, Item> table =
          Table.open(
              fixture.newManager(properties),
              name,
              Mapping.document().key(partition, String.class, sort, Integer.class));
      Set<ItemKey<String, Integer>> keys =
          IntStream.range(0, 3).mapToObj(i -> new ItemKey<>("p", i)).collect(Collectors.toSet());
      Map<ItemKey<String, Integer>, Item> items =
          keys.stream().collect(Collectors.toMap(key -> key, key -> Item.of(Map.of("x", 1))));
      network.always("GetItem", answers(400, "ResourceNotFoundException"));
      assertThatThrownBy(() -> table.map().get(new ItemKey<>("p", 0))).hasMessageContaining("p/0");
      network.always("BatchWriteItem", answerLost());
      assertThatThrownBy(() -> table.cache().putAll(items))
          .isInstanceOf(BulkFailureException.class)
          .hasMessageContainingAll("p/0", "p/1", "p/2");
      assertThatThrownBy(() -> table.cache().removeAll(keys))
          .hasMessageContainingAll("p/0", "p/1", "p/2");
      assertThat(network.sent()).contains("GetItem", "BatchWriteItem");
    }
  }
}
