package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds and deletes parts that no entry has: of writers that were killed, of outcomes that were
 * unknown, and of split entries that a blind batch replaced or deleted.
 *
 * <p>A part says when its writer gives up at the latest. After that the manifest, read
 * consistently, tells for good: a generation that it does not name then will never be named.
 */
public final class OrphanParts {

  /** As many as one batch deletes, and few enough for their owners' items to be in memory. */
  private static final int AT_A_TIME = 25;

  /** The way to the next part may lead through the whole table; each page ends by its attempts. */
  private static final Duration WALK = Duration.ofDays(1);

  private static final Selection PARTS =
      Selection.allKeys()
          .of(new Selection.Keys(ItemAttributes.PART_KEY_PREFIX, /* included= */ true))
          .along(Set.of(Parts.OWNER, Parts.WRITER_UNTIL));

  private final EntryStore items;
  private final Scans scans;
  private final String keyAttribute;
  private final Clock clock;

  /**
   * Of a table.
   *
   * @param items the store of single items
   * @param scans walks over them
   */
  public OrphanParts(EntryStore items, Scans scans, String keyAttribute, Clock clock) {
    this.items = items;
    this.scans = scans;
    this.keyAttribute = keyAttribute;
    this.clock = clock;
  }

  /**
   * Deletes them.
   *
   * @param grace how long after its writer's time limit a part is left alone
   * @param perStep the limit of each step that looks at parts which were found
   * @return how many were deleted
   */
  public long delete(Duration grace, Supplier<TimeLimit> perStep) {
    long deleted = 0;
    long abandonedBefore = clock.millis() - grace.toMillis();
    Iterator<StoredEntry> parts = scans.iterate(PARTS, () -> TimeLimit.after(WALK));
    List<StoredEntry> suspects = new ArrayList<>(AT_A_TIME);
    while (parts.hasNext()) {
      StoredEntry part = parts.next();
      if (writerUntil(part) < abandonedBefore) {
        suspects.add(part);
      }
      if (suspects.size() == AT_A_TIME || !parts.hasNext()) {
        deleted += deleteOrphansOf(suspects, perStep.get());
        suspects.clear();
      }
    }
    return deleted;
  }

  private int deleteOrphansOf(List<StoredEntry> suspects, TimeLimit limit) {
    Map<EntryKey, StoredEntry> owners =
        items.readAll(
            suspects.stream().map(this::owner).distinct().toList(), Consistency.STRONG, limit);
    List<Mutation> orphans = new ArrayList<>();
    for (StoredEntry part : suspects) {
      if (!isPartOf(owners.get(owner(part)), part)) {
        orphans.add(Mutation.Delete.blind(part.key()));
      }
    }
    items.applyAll(orphans, limit);
    return orphans.size();
  }

  private boolean isPartOf(@Nullable StoredEntry owner, StoredEntry part) {
    Manifest manifest = owner == null ? null : Manifest.of(owner);
    return manifest != null
        && manifest.generation().equals(Generation.of(part.key(), keyAttribute));
  }

  /** The entry that a part says it belongs to; the part itself if it says nothing. */
  private EntryKey owner(StoredEntry part) {
    AttributeValue owner = part.data().get(Parts.OWNER);
    return owner == null || owner.s() == null || owner.s().isEmpty()
        ? part.key()
        : new EntryKey(Map.of(keyAttribute, owner));
  }

  private static long writerUntil(StoredEntry part) {
    AttributeValue until = part.data().get(Parts.WRITER_UNTIL);
    try {
      return until == null || until.n() == null ? 0 : Long.parseLong(until.n());
    } catch (NumberFormatException garbled) {
      return 0;
    }
  }
}
