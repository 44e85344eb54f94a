package io.github.dynamodbjcache.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A service that does only a part of each batch: the rest is not sent, and reported as unprocessed.
 * Counts the batches. For requests about one table whose key attribute is {@code k}.
 */
public final class Leftovers implements ExecutionInterceptor {

  private static final ExecutionAttribute<Object> LEFT = new ExecutionAttribute<>("left over");

  private final Predicate<String> isLeftOver;
  private final AtomicInteger batches = new AtomicInteger();

  /** Leaves over the items whose partition key is chosen; asked anew for each batch. */
  public Leftovers(Predicate<String> isLeftOver) {
    this.isLeftOver = isLeftOver;
  }

  /** How many batches there were since it was asked last. */
  public int batches() {
    return batches.getAndSet(0);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (context.request() instanceof BatchWriteItemRequest writes) {
      batches.incrementAndGet();
      Map.Entry<String, List<WriteRequest>> all =
          writes.requestItems().entrySet().iterator().next();
      Split<WriteRequest> split = split(all.getValue(), Leftovers::key);
      attributes.putAttribute(LEFT, split.left());
      return writes.toBuilder().requestItems(Map.of(all.getKey(), split.sent())).build();
    }
    if (context.request() instanceof BatchGetItemRequest reads) {
      batches.incrementAndGet();
      Map.Entry<String, KeysAndAttributes> all = reads.requestItems().entrySet().iterator().next();
      Split<Map<String, AttributeValue>> split = split(all.getValue().keys(), k -> k);
      attributes.putAttribute(LEFT, all.getValue().toBuilder().keys(split.left()).build());
      return reads.toBuilder()
          .requestItems(Map.of(all.getKey(), all.getValue().toBuilder().keys(split.sent()).build()))
          .build();
    }
    return context.request();
  }

  @Override
  @SuppressWarnings("unchecked") // as it was put
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    Object left = attributes.getAttribute(LEFT);
    if (context.response() instanceof BatchWriteItemResponse response) {
      String table =
          ((BatchWriteItemRequest) context.request()).requestItems().keySet().iterator().next();
      List<WriteRequest> writes = (List<WriteRequest>) left;
      return writes.isEmpty()
          ? response
          : response.toBuilder().unprocessedItems(Map.of(table, writes)).build();
    }
    if (context.response() instanceof BatchGetItemResponse response) {
      String table =
          ((BatchGetItemRequest) context.request()).requestItems().keySet().iterator().next();
      KeysAndAttributes keys = (KeysAndAttributes) left;
      return keys.keys().isEmpty()
          ? response
          : response.toBuilder().unprocessedKeys(Map.of(table, keys)).build();
    }
    return context.response();
  }

  private record Split<T>(List<T> sent, List<T> left) {}

  /** The service wants at least one: if all are to be left over, it gets one that does no harm. */
  private <T> Split<T> split(
      List<T> all, java.util.function.Function<T, Map<String, AttributeValue>> key) {
    List<T> sent = new ArrayList<>();
    List<T> left = new ArrayList<>();
    for (T one : all) {
      (isLeftOver.test(key.apply(one).get("k").s()) ? left : sent).add(one);
    }
    if (sent.isEmpty()) {
      sent.add(harmless(all.get(0)));
    }
    return new Split<>(sent, left);
  }

  @SuppressWarnings("unchecked") // of the same kind
  private static <T> T harmless(T one) {
    Map<String, AttributeValue> nowhere = new HashMap<>();
    nowhere.put("k", AttributeValue.fromS("no such entry"));
    return one instanceof WriteRequest
        ? (T) WriteRequest.builder().deleteRequest(delete -> delete.key(nowhere)).build()
        : (T) nowhere;
  }

  private static Map<String, AttributeValue> key(WriteRequest write) {
    return write.putRequest() != null ? write.putRequest().item() : write.deleteRequest().key();
  }
}
