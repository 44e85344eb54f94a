package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.EntryStoreContractTest;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store over a table keeps the port's promises. */
class DynamoDbEntryStoreContractTest extends EntryStoreContractTest {

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected EntryStore newStore() {
    return StoreFixture.store(CLIENT, StoreFixture.newTable(CLIENT));
  }
}
