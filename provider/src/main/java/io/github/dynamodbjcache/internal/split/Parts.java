package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that hold the parts of values. Each is written once and never changed, so whatever is
 * read of a generation is right.
 */
final class Parts {

  /** The bytes of the value, B. */
  static final String BYTES = "b";

  /** The text of the key of the entry that the part belongs to, S. */
  static final String OWNER = "o";

  /** When its writer gives up at the latest, N, milliseconds since the epoch. */
  static final String WRITER_UNTIL = "u";

  /** So many are read by one request: few enough for a slow line and one attempt's time. */
  private static final int READ_AT_A_TIME = 8;

  /** How often parts of unknown outcome are sent: once more does no harm. */
  private static final int MOST_SENDS = 4;

  private static final byte[] NOTHING = {};

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final EntryStore items;
  private final ParallelTasks parallel;
  private final String keyAttribute;
  private final int partBytes;

  Parts(EntryStore items, ParallelTasks parallel, String keyAttribute, int partBytes) {
    this.items = items;
    this.parallel = parallel;
    this.keyAttribute = keyAttribute;
    this.partBytes = partBytes;
  }

  /**
   * Writes the content under a new generation, one request for each part, in parallel.
   *
   * @param owner the entry that will have it
   * @param writerUntil when the writer gives up at the latest, milliseconds since the epoch
   * @throws StoreException if not all were written; what was is deleted again
   */
  Manifest write(
      EntryKey owner,
      Content content,
      Deadline lease,
      long nowMillis,
      long writerUntil,
      TimeLimit limit) {
    byte[] bytes = content.bytes();
    int count = (bytes.length + partBytes - 1) / partBytes;
    Manifest manifest =
        new Manifest(
            Generation.fresh(), count, bytes.length, content.type(), content.checksum(), lease);
    List<EntryKey> places = places(manifest);
    AttributeValue ownerKey = owner.attributes().get(keyAttribute);
    if (ownerKey == null) {
      throw new IllegalArgumentException("the entry has no attribute " + keyAttribute);
    }
    AttributeValue until = AttributeValue.fromN(Long.toString(writerUntil));
    List<Mutation> puts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int start = i * partBytes;
      byte[] part = Arrays.copyOfRange(bytes, start, Math.min(start + partBytes, bytes.length));
      Map<String, AttributeValue> data =
          Map.of(
              BYTES, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(part)),
              OWNER, ownerKey,
              WRITER_UNTIL, until);
      // Guarded, so that each is a request of its own: a batch of 25 would be one of 10 MB.
      puts.add(
          new Mutation.Put(
              places.get(i), data, NewDeadline.set(lease), Guard.ABSENT, nowMillis, false));
    }
    try {
      send(puts, limit);
    } catch (StoreException failure) {
      discard(manifest, limit);
      throw new StoreException(
          "the entry was not changed, since not all of its "
              + count
              + " parts could be written: "
              + failure.getMessage(),
          failure);
    }
    return manifest;
  }

  /** A part that may have been written is sent again: nobody else writes there. */
  private void send(List<Mutation> puts, TimeLimit limit) {
    List<Mutation> left = puts;
    for (int sends = 1; ; sends++) {
      try {
        items.applyAll(left, limit); // A conflict is with itself: it has been written.
        return;
      } catch (PartialFailureException failure) {
        if (!failure.notDone().isEmpty() || sends == MOST_SENDS) {
          throw failure;
        }
        left = left.stream().filter(put -> failure.unknown().contains(put.key())).toList();
      }
    }
  }

  /** The parts of those manifests that are there; one request for eight parts, in parallel. */
  Map<EntryKey, StoredEntry> read(
      Collection<Manifest> manifests, Consistency consistency, TimeLimit limit) {
    List<EntryKey> places =
        manifests.stream().flatMap(manifest -> places(manifest).stream()).toList();
    long claimed = manifests.stream().mapToLong(Manifest::length).sum();
    LongAdder bytes = new LongAdder();
    Map<EntryKey, StoredEntry> found = new ConcurrentHashMap<>();
    List<Runnable> requests = new ArrayList<>();
    for (int from = 0; from < places.size(); from += READ_AT_A_TIME) {
      List<EntryKey> some = places.subList(from, Math.min(from + READ_AT_A_TIME, places.size()));
      requests.add(
          () -> {
            // Parts that are more than their manifests say are nobody's value: no more of them.
            if (bytes.sum() <= claimed) {
              items
                  .readAll(some, consistency, limit)
                  .forEach(
                      (key, part) -> {
                        bytes.add(contentOf(part).length);
                        found.put(key, part);
                      });
            }
          });
    }
    try {
      parallel.run(requests);
    } catch (PartialFailureException some) {
      // Their keys say nothing to anybody outside.
      throw new StoreException(String.valueOf(some.getMessage()), some);
    }
    return found;
  }

  /** The content that the parts make up; null if one is missing, or they do not fit together. */
  @Nullable Content contentOf(Manifest manifest, Map<EntryKey, StoredEntry> found) {
    List<byte[]> contents = new ArrayList<>(manifest.count());
    long length = 0;
    for (EntryKey place : places(manifest)) {
      StoredEntry part = found.get(place);
      if (part == null) {
        return null;
      }
      byte[] content = contentOf(part);
      contents.add(content);
      length += content.length;
    }
    if (length != manifest.length()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(manifest.length());
    contents.forEach(bytes::writeBytes);
    return manifest.content(bytes.toByteArray());
  }

  /** The bytes of a part; none if it holds something else. */
  private static byte[] contentOf(StoredEntry part) {
    AttributeValue content = part.data().get(BYTES);
    return content == null || content.b() == null ? NOTHING : content.b().asByteArrayUnsafe();
  }

  /** Deletes parts that no entry has any more; what is left over is for the sweep. */
  void discard(Manifest manifest, TimeLimit limit) {
    try {
      items.applyAll(places(manifest).stream().map(Mutation.Delete::blind).toList(), limit);
    } catch (StoreException leftOver) {
      LOG.info(
          "parts of a replaced value are left to removeOrphanParts: {}", leftOver.getMessage());
    }
  }

  private List<EntryKey> places(Manifest manifest) {
    return manifest.generation().parts(manifest.count(), keyAttribute);
  }
}
