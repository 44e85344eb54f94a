package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Says reads of single items in DynamoDB's words. */
final class Requests {

  private final TableLayout layout;
  private final ItemFormat format;

  Requests(ItemFormat format) {
    this.layout = format.layout();
    this.format = format;
  }

  GetItemRequest get(EntryKey key, Consistency consistency) {
    return GetItemRequest.builder()
        .tableName(layout.table())
        .key(key.attributes())
        .consistentRead(consistency == Consistency.STRONG)
        .build();
  }

  /** Those places alone. */
  GetItemRequest get(EntryKey key, Collection<AttributePath> places, Consistency consistency) {
    Expression expression = new Expression();
    return get(key, consistency).toBuilder()
        .projectionExpression(
            places.stream().map(expression::path).collect(Collectors.joining(", ")))
        .expressionAttributeNames(expression.names())
        .build();
  }

  BatchGetItemRequest getAll(List<EntryKey> keys, Consistency consistency) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EntryKey::attributes).toList())
            .consistentRead(consistency == Consistency.STRONG)
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(layout.table(), wanted)).build();
  }

  /** Only what tells who wrote the items, and consistently. */
  BatchGetItemRequest getEvidence(List<EntryKey> keys) {
    Expression expression = new Expression();
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EntryKey::attributes).toList())
            .consistentRead(true)
            .projectionExpression(
                expression.projection(union(layout.keys().names(), format.stamps().names())))
            .expressionAttributeNames(expression.names())
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(layout.table(), request)).build();
  }

  private static List<String> union(Collection<String> some, Collection<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
