package io.github.dynamodbjcache.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tracks by hand: the requests of the provider, in straight code with constant expressions. */
final class RawTracks implements Tracks<Track> {

  private static final String UPDATE =
      "SET title = :title, artist = :artist, composer = :composer, label = :label, #year = :year,"
          + " seconds = :seconds, plays = :plays, cents = :cents";
  private static final Map<String, String> UPDATE_NAMES = Map.of("#year", "year"); // reserved

  private final DynamoDbClient client;
  private final String table;
  private final ParallelBatches batches = new ParallelBatches();

  RawTracks(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** A table of its own, with all tracks. */
  static RawTracks filled(String table) {
    RawTracks tracks = new RawTracks(RawTable.clientLikeTheProviders(), table);
    tracks.create();
    tracks.batch(tracks.first(MANY));
    return tracks;
  }

  private void create() {
    try {
      client.createTable(
          create ->
              create
                  .tableName(table)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      definition("album", ScalarAttributeType.S),
                      definition("position", ScalarAttributeType.N))
                  .keySchema(element("album", KeyType.HASH), element("position", KeyType.RANGE)));
    } catch (ResourceInUseException createdByAnEarlierFork) {
      // Its items are the same.
    }
  }

  private static AttributeDefinition definition(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public Track of(Track track) {
    return track;
  }

  @Override
  public @Nullable Track get(int position) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(table).key(key(ALBUM, position)).consistentRead(true))
            .item();
    return item.isEmpty() ? null : track(item);
  }

  @Override
  public void update(Track track) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":title", text(track.title()));
    values.put(":artist", text(track.artist()));
    values.put(":composer", text(track.composer()));
    values.put(":label", text(track.label()));
    values.put(":year", number(track.year()));
    values.put(":seconds", number(track.seconds()));
    values.put(":plays", number(track.plays()));
    values.put(":cents", number(track.cents()));
    client.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(track.album(), track.position()))
                .updateExpression(UPDATE)
                .expressionAttributeNames(UPDATE_NAMES)
                .expressionAttributeValues(values));
  }

  @Override
  public void put(Track track) {
    client.putItem(put -> put.tableName(table).item(item(track)));
  }

  @Override
  public void query(Consumer<Track> each) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("album = :album")
            .expressionAttributeValues(Map.of(":album", text(ALBUM)))
            .consistentRead(true)
            .build();
    QueryResponse page = client.query(query);
    while (true) {
      page.items().forEach(item -> each.accept(track(item)));
      if (!page.hasLastEvaluatedKey()) {
        return;
      }
      page = client.query(query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
    }
  }

  @Override
  public void batch(List<Track> tracks) {
    batches.run(tracks, this::write);
  }

  private void write(List<Track> batch) {
    Map<String, List<WriteRequest>> pending =
        Map.of(table, batch.stream().map(this::putOf).toList());
    while (!pending.isEmpty()) {
      Map<String, List<WriteRequest>> request = pending;
      pending = client.batchWriteItem(write -> write.requestItems(request)).unprocessedItems();
    }
  }

  private WriteRequest putOf(Track track) {
    return WriteRequest.builder().putRequest(put -> put.item(item(track))).build();
  }

  private static Map<String, AttributeValue> key(String album, int position) {
    return Map.of("album", text(album), "position", number(position));
  }

  private static Map<String, AttributeValue> item(Track track) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("album", text(track.album()));
    item.put("position", number(track.position()));
    item.put("title", text(track.title()));
    item.put("artist", text(track.artist()));
    item.put("composer", text(track.composer()));
    item.put("label", text(track.label()));
    item.put("year", number(track.year()));
    item.put("seconds", number(track.seconds()));
    item.put("plays", number(track.plays()));
    item.put("cents", number(track.cents()));
    return item;
  }

  private static Track track(Map<String, AttributeValue> item) {
    return new Track(
        attribute(item, "album").s(),
        Integer.parseInt(attribute(item, "position").n()),
        attribute(item, "title").s(),
        attribute(item, "artist").s(),
        attribute(item, "composer").s(),
        attribute(item, "label").s(),
        Long.parseLong(attribute(item, "year").n()),
        Long.parseLong(attribute(item, "seconds").n()),
        Long.parseLong(attribute(item, "plays").n()),
        Long.parseLong(attribute(item, "cents").n()));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
