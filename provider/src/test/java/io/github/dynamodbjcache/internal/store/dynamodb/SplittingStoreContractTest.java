package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.split.SplitEntryStore;
import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.EntryStoreContractTest;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store that could split keeps the port's promises for entries that fit into one item. */
class SplittingStoreContractTest extends EntryStoreContractTest {

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected EntryStore newStore() {
    return newStore(CLIENT, SplitSizes.STANDARD);
  }

  static EntryStore newStore(DynamoDbClient client, SplitSizes sizes) {
    TableLayout layout = StoreFixture.newTable(client);
    return new SplitEntryStore(
        StoreFixture.store(client, layout),
        StoreFixture.store(client, layout),
        layout,
        sizes,
        task -> new Thread(task, "split-test").start(),
        Clock.systemUTC());
  }
}
