package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tracks by the SDK's own mapper, as beans, with no extensions. */
final class EnhancedTracks implements Tracks<TrackBean> {

  private final DynamoDbEnhancedClient client;
  private final DynamoDbTable<TrackBean> table;
  private final ParallelBatches batches = new ParallelBatches();

  EnhancedTracks(DynamoDbClient client, String table) {
    this.client =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.table = this.client.table(table, TableSchema.fromBean(TrackBean.class));
  }

  /** A table of its own, with all tracks. */
  static EnhancedTracks filled(String table) {
    RawTracks.filled(table);
    return new EnhancedTracks(RawTable.clientLikeTheProviders(), table);
  }

  @Override
  public TrackBean of(Track track) {
    return TrackBean.of(track);
  }

  @Override
  public @Nullable TrackBean get(int position) {
    Key key = Key.builder().partitionValue(ALBUM).sortValue(position).build();
    return table.getItem(get -> get.key(key).consistentRead(true));
  }

  @Override
  public void update(TrackBean track) {
    table.updateItem(track);
  }

  @Override
  public void put(TrackBean track) {
    table.putItem(track);
  }

  @Override
  public void query(Consumer<TrackBean> each) {
    QueryConditional album = QueryConditional.keyEqualTo(key -> key.partitionValue(ALBUM));
    table.query(query -> query.queryConditional(album).consistentRead(true)).items().forEach(each);
  }

  @Override
  public void batch(List<TrackBean> tracks) {
    batches.run(tracks, this::write);
  }

  private void write(List<TrackBean> batch) {
    List<TrackBean> pending = batch;
    while (!pending.isEmpty()) {
      WriteBatch.Builder<TrackBean> writes =
          WriteBatch.builder(TrackBean.class).mappedTableResource(table);
      pending.forEach(writes::addPutItem);
      BatchWriteResult result = client.batchWriteItem(all -> all.addWriteBatch(writes.build()));
      pending = result.unprocessedPutItemsForTable(table);
    }
  }
}
