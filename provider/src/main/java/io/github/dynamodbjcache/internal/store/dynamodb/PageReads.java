package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads the pages of scans and queries, each by one request that may be repeated. */
final class PageReads {

  private final Attempts attempts;
  private final PageRequests requests;
  private final ItemFormat format;
  private final Refusals refusals;

  PageReads(Attempts attempts, PageRequests requests, ItemFormat format, Refusals refusals) {
    this.attempts = attempts;
    this.requests = requests;
    this.format = format;
    this.refusals = refusals;
  }

  Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    Map<String, AttributeValue> lastKey = from == null ? null : ((Cursor.After) from).keys();
    return page(selection, answer(selection, lastKey, limit));
  }

  private Answer answer(
      Selection selection, @Nullable Map<String, AttributeValue> lastKey, TimeLimit limit) {
    return selection.source() instanceof Source.Query query
        ? Answer.of(
            attempts.repeat(
                DynamoDbOperation.QUERY, requests.query(selection, query, lastKey), limit))
        : Answer.of(
            attempts.repeat(
                DynamoDbOperation.SCAN,
                requests.scan(selection, (Source.Scan) selection.source(), lastKey),
                limit));
  }

  private Page page(Selection selection, Answer answer) {
    Cursor next = answer.lastKey().isEmpty() ? null : new Cursor.After(answer.lastKey());
    List<Page.Found> found = new FoundInPage(answer.items(), item -> found(item, selection));
    long count = selection.extent() == Selection.Extent.COUNT ? answer.count() : found.size();
    return new Page(found, count, next, answer.cost());
  }

  private Page.Found found(Map<String, AttributeValue> item, Selection selection) {
    refusals.meet(item);
    try {
      StoredEntry entry =
          selection.extent() == Selection.Extent.ENTRIES
              ? format.entry(item)
              : format.entryOfPart(item);
      return new Page.Found(entry, null);
    } catch (StoreException garbled) {
      return new Page.Found(format.entryAsFarAsReadable(item), garbled);
    }
  }

  /** What both operations answer. */
  private record Answer(
      List<Map<String, AttributeValue>> items,
      Integer count,
      Map<String, AttributeValue> lastKey,
      Page.Cost cost) {

    static Answer of(ScanResponse answer) {
      return new Answer(
          answer.items(),
          answer.count(),
          answer.lastEvaluatedKey(),
          cost(answer.scannedCount(), answer.consumedCapacity()));
    }

    static Answer of(QueryResponse answer) {
      return new Answer(
          answer.items(),
          answer.count(),
          answer.lastEvaluatedKey(),
          cost(answer.scannedCount(), answer.consumedCapacity()));
    }

    private static Page.Cost cost(@Nullable Integer examined, @Nullable ConsumedCapacity consumed) {
      return new Page.Cost(
          examined == null ? 0 : examined,
          consumed == null || consumed.capacityUnits() == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(consumed.capacityUnits()));
    }
  }
}
