package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.EntryStoreContractTest;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The port's promises hold as well where every write is a transaction. */
class TransactedEntryStoreContractTest extends EntryStoreContractTest {

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected EntryStore newStore() {
    return StoreFixture.store(
        CLIENT, StoreFixture.newTable(CLIENT), StoreFixture.SETTINGS, Transacted.WRITES);
  }
}
