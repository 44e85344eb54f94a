package io.github.dynamodbjcache.internal.cache;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.EntryStoreContractTest;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.DynamoDbEntryStore;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.Items;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The port's promises, of every stack that the assembly can make: over the table alone and with
 * entries that are split, however small, under each {@code exactly-once}. A decorator that is added
 * to {@link StoreStack} is held by them as well.
 */
class StoreStacksTest {

  /** Every entry, into parts of a byte. */
  private static final SplitSizes EVERYTHING = new SplitSizes(0, 1);

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Nested
  class Plain extends OneItemEach {
    Plain() {
      super(Transacted.NOTHING);
    }
  }

  @Nested
  class DeletionsTransacted extends OneItemEach {
    DeletionsTransacted() {
      super(Transacted.DELETIONS);
    }
  }

  @Nested
  class WritesTransacted extends OneItemEach {
    WritesTransacted() {
      super(Transacted.WRITES);
    }
  }

  @Nested
  class SplitWhereLarge extends Stack {
    SplitWhereLarge() {
      super(Transacted.NOTHING, SplitSizes.STANDARD);
    }
  }

  @Nested
  class SplitWhereLargeOverDeletionsTransacted extends Stack {
    SplitWhereLargeOverDeletionsTransacted() {
      super(Transacted.DELETIONS, SplitSizes.STANDARD);
    }
  }

  @Nested
  class SplitWhereLargeOverWritesTransacted extends Stack {
    SplitWhereLargeOverWritesTransacted() {
      super(Transacted.WRITES, SplitSizes.STANDARD);
    }
  }

  @Nested
  class Split extends AllSplit {
    Split() {
      super(Transacted.NOTHING);
    }
  }

  @Nested
  class SplitOverDeletionsTransacted extends AllSplit {
    SplitOverDeletionsTransacted() {
      super(Transacted.DELETIONS);
    }
  }

  @Nested
  class SplitOverWritesTransacted extends AllSplit {
    SplitOverWritesTransacted() {
      super(Transacted.WRITES);
    }
  }

  /** The table's items themselves. */
  private abstract static class OneItemEach extends EntryStoreContractTest {

    private final Transacted transacted;

    OneItemEach(Transacted transacted) {
      this.transacted = transacted;
    }

    @Override
    protected EntryStore newStore() {
      TableLayout layout = StoreFixture.newTable(CLIENT);
      return new DynamoDbEntryStore(
          StoreFixture.attempts(CLIENT, layout, StoreFixture.SETTINGS),
          layout,
          transacted,
          StoreFixture.PARALLEL,
          Clock.systemUTC());
    }
  }

  /** What the assembly makes. */
  private abstract static class Stack extends EntryStoreContractTest {

    private final Transacted transacted;
    private final SplitSizes sizes;
    private TableLayout layout = StoreFixture.newTable(CLIENT);

    Stack(Transacted transacted, SplitSizes sizes) {
      this.transacted = transacted;
      this.sizes = sizes;
    }

    @Override
    protected EntryStore newStore() {
      layout = StoreFixture.newTable(CLIENT);
      return StoreStack.over(
              layout,
              StoreFixture.attempts(CLIENT, layout, StoreFixture.SETTINGS),
              transacted,
              sizes,
              StoreFixture.PARALLEL,
              Clock.systemUTC())
          .entries();
    }

    /** Whatever a test did: only blind batches, which cannot know them, leave parts behind. */
    @AfterEach
    void noPartsAreLeftBehind() {
      Items items = Items.of(CLIENT, layout.table());
      assertThat(items.parts()).isEqualTo(items.namedParts());
    }
  }

  private abstract static class AllSplit extends Stack {

    AllSplit(Transacted transacted) {
      super(transacted, EVERYTHING);
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
          new Mutation.Put(key, value("abc"), NewDeadline.set(soon), Guard.NONE, 0, false),
          limit());
      StoredEntry before = requireNonNull(store.read(key, Consistency.STRONG, limit()));

      assertThat(store.apply(new Mutation.Touch(key, withinLease, before.basis()), limit()))
          .isInstanceOf(Applied.Done.class);
      assertThat(store.read(key, Consistency.STRONG, limit()))
          .isEqualTo(new StoredEntry(key, value("abc"), before.basis(), withinLease));

      for (Deadline moved : List.of(Deadline.NEVER, soon)) {
        StoredEntry there = requireNonNull(store.read(key, Consistency.STRONG, limit()));
        assertThat(store.apply(new Mutation.Touch(key, moved, there.basis()), limit()))
            .isInstanceOf(Applied.Done.class);
        StoredEntry after = requireNonNull(store.read(key, Consistency.STRONG, limit()));
        assertThat(after.data()).isEqualTo(value("abc"));
        assertThat(after.deadline()).isEqualTo(moved);
      }
    }
  }
}
