package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.EntryStoreContractTest;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same promises for entries that are split, however small: into parts of a byte. */
class SplitEntriesContractTest extends EntryStoreContractTest {

  private static final SplitSizes EVERYTHING = new SplitSizes(0, 1);

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected EntryStore newStore() {
    return SplittingStoreContractTest.newStore(CLIENT, EVERYTHING);
  }

  /** Beyond the lease of the parts, the value is written anew: that is a write like any other. */
  @Test
  @Override
  protected void aTouchMovesTheDeadlineAndNothingElse() {
    EntryStore store = newStore();
    EntryKey key = key("touched");
    Deadline soon = Deadline.at(4_000_000_060_000L);
    Deadline withinLease = Deadline.at(4_000_000_120_000L);
    store.apply(
        new Mutation.Put(key, value("abc"), NewDeadline.set(soon), Guard.NONE, 0, false), limit());
    StoredEntry before = requireNonNull(store.read(key, Consistency.STRONG, limit()));

    assertThat(store.apply(new Mutation.Touch(key, withinLease, before.revision()), limit()))
        .isEqualTo(new Done(null));
    assertThat(store.read(key, Consistency.STRONG, limit()))
        .isEqualTo(new StoredEntry(key, value("abc"), before.revision(), withinLease));

    for (Deadline moved : List.of(Deadline.NEVER, soon)) {
      StoredEntry there = requireNonNull(store.read(key, Consistency.STRONG, limit()));
      assertThat(store.apply(new Mutation.Touch(key, moved, there.revision()), limit()))
          .isEqualTo(new Done(null));
      StoredEntry after = requireNonNull(store.read(key, Consistency.STRONG, limit()));
      assertThat(after.data()).isEqualTo(value("abc"));
      assertThat(after.deadline()).isEqualTo(moved);
    }
  }
}
