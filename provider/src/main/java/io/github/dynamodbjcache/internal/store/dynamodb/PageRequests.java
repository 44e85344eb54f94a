package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Says scans and queries in DynamoDB's words. Every page's request has every parameter. */
final class PageRequests {

  private final TableLayout layout;
  private final ItemFormat format;

  PageRequests(ItemFormat format) {
    this.format = format;
    this.layout = format.layout();
  }

  /**
   * The request for a page of a scan.
   *
   * @param lastKey the key after which it begins; null for the first page
   */
  ScanRequest scan(
      Selection selection, Source.Scan source, @Nullable Map<String, AttributeValue> lastKey) {
    Expression expression = new Expression();
    ScanRequest.Builder scan =
        ScanRequest.builder()
            .tableName(layout.table())
            .indexName(source.index())
            .consistentRead(isConsistent(selection))
            .projectionExpression(projection(selection.content(), expression))
            .select(select(selection))
            .exclusiveStartKey(lastKey)
            .returnConsumedCapacity(consumed(selection));
    if (!source.segment().isWholeTable()) {
      scan.segment(source.segment().index()).totalSegments(source.segment().total());
    }
    selection.paging().items().ifPresent(scan::limit);
    return scan.filterExpression(filter(selection.filter(), expression))
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .build();
  }

  /** The request for a page of a query, likewise. */
  QueryRequest query(
      Selection selection, Source.Query source, @Nullable Map<String, AttributeValue> lastKey) {
    Expression expression = new Expression();
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(layout.table())
            .indexName(source.index())
            .keyConditionExpression(keyCondition(source, expression))
            .scanIndexForward(source.order() == Source.Order.ASCENDING)
            .consistentRead(isConsistent(selection))
            .projectionExpression(projection(selection.content(), expression))
            .select(select(selection))
            .exclusiveStartKey(lastKey)
            .returnConsumedCapacity(consumed(selection));
    selection.paging().items().ifPresent(query::limit);
    return query
        .filterExpression(filter(selection.filter(), expression))
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .build();
  }

  private static boolean isConsistent(Selection selection) {
    return selection.consistency() == Consistency.STRONG;
  }

  private static @Nullable ReturnConsumedCapacity consumed(Selection selection) {
    return selection.paging().tellsUnits() ? ReturnConsumedCapacity.TOTAL : null;
  }

  private static String keyCondition(Source.Query source, Expression expression) {
    Stream<String> partition =
        source.partition().entrySet().stream()
            .map(
                part -> expression.name(part.getKey()) + " = " + expression.value(part.getValue()));
    return Stream.concat(partition, source.range().stream().map(expression::predicate))
        .collect(Collectors.joining(" AND "));
  }

  private @Nullable String projection(Selection.Content content, Expression expression) {
    if (content.extent() == Selection.Extent.KEYS) {
      Set<String> names = new LinkedHashSet<>(format.keyNames());
      names.addAll(content.alongKeys());
      return expression.projection(names);
    }
    return content.places().isEmpty() ? null : places(content.places(), expression);
  }

  /** The keys, and what lies outside of them: the service refuses overlapping places. */
  private String places(List<AttributePath> places, Expression expression) {
    List<String> keys = layout.keys().names();
    return Stream.concat(
            keys.stream().map(AttributePath::of),
            places.stream().filter(place -> !keys.contains(place.attribute())))
        .map(expression::path)
        .collect(Collectors.joining(", "));
  }

  /** An index that lacks attributes is told to fetch them, or to refuse if it cannot. */
  private static @Nullable Select select(Selection selection) {
    if (selection.extent() == Selection.Extent.COUNT) {
      return Select.COUNT;
    }
    return selection.isOfWholeItems() && selection.source().index() != null
        ? Select.ALL_ATTRIBUTES
        : null;
  }

  private @Nullable String filter(Selection.Filter filter, Expression expression) {
    Conditions conditions = new Conditions(expression, format, filter.liveAt().orElse(0));
    if (filter.liveAt().isPresent()) {
      conditions.demandLiveOrGarbled();
    }
    Selection.Keys keys = filter.keys();
    if (keys != null) {
      conditions.demandPrefix(keys.prefix(), keys.included());
    }
    if (filter.condition() != null) {
      expression.demand(filter.condition());
    }
    return expression.condition();
  }
}
