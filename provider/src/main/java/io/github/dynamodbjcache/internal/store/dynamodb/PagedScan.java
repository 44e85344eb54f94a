package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.DynamoDbOperation;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Walks the pages of one scan. Nothing is fetched before the first {@code hasNext}; empty pages are
 * passed over, and only the lack of a last key ends it. If a fetch fails, the next call tries that
 * page again; an item that cannot be read is reported once, and the one after it comes next.
 */
final class PagedScan implements Iterator<StoredEntry> {

  private final Attempts attempts;
  private final ItemFormat format;
  private final ScanRequest scan;
  private final Supplier<TimeLimit> perStep;

  private Iterator<Map<String, AttributeValue>> page =
      List.<Map<String, AttributeValue>>of().iterator();
  private @Nullable Map<String, AttributeValue> lastKey;
  private boolean wholeTableRead;

  PagedScan(Attempts attempts, ItemFormat format, ScanRequest scan, Supplier<TimeLimit> perStep) {
    this.attempts = attempts;
    this.format = format;
    this.scan = scan;
    this.perStep = perStep;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !wholeTableRead) {
      TimeLimit limit = perStep.get();
      do {
        page = nextPage(limit).iterator();
      } while (!page.hasNext() && !wholeTableRead);
    }
    return page.hasNext();
  }

  @Override
  public StoredEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return entry(format, page.next());
  }

  /** The entry that an item of a scan holds; a failure tells which item it was. */
  static StoredEntry entry(ItemFormat format, Map<String, AttributeValue> item) {
    try {
      return format.entry(item);
    } catch (StoreException unreadable) {
      throw PartialFailureException.ofReads(
          String.valueOf(unreadable.getMessage()), Set.of(format.key(item)), unreadable);
    }
  }

  /** True if there is no page after those fetched so far. */
  boolean isWholeTableRead() {
    return wholeTableRead;
  }

  /** Fetches the next page, which may be empty although more follow. */
  List<Map<String, AttributeValue>> nextPage(TimeLimit limit) {
    return fetch(limit).items();
  }

  /** Fetches the next page of a scan that counts. */
  int countOfNextPage(TimeLimit limit) {
    return fetch(limit).count();
  }

  private ScanResponse fetch(TimeLimit limit) {
    // The request as it was first, so that filter and projection hold for every page.
    ScanRequest request =
        lastKey == null ? scan : scan.toBuilder().exclusiveStartKey(lastKey).build();
    ScanResponse answer = attempts.repeat(DynamoDbOperation.SCAN, request, limit);
    lastKey = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : null;
    wholeTableRead = lastKey == null;
    return answer;
  }
}
