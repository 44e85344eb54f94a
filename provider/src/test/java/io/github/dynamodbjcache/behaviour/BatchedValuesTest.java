package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Unknown;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "put: The item of that key gets that value": as it is when the batch is told of it, not as it has
 * become by the time at which the batch is sent.
 */
@Timeout(60)
class BatchedValuesTest {

  private static final String[] STATES = {"g0=0", "g1=1", "g2=2", "g3=3", "g4=4"};

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");

  @AfterEach
  void close() {
    fixture.close();
  }

  /** One that can change. */
  public static class Gauge {
    private String id;
    private int reading;
    private List<String> notes = new ArrayList<>();

    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    public int getReading() {
      return reading;
    }

    public void setReading(int reading) {
      this.reading = reading;
    }

    public List<String> getNotes() {
      return notes;
    }

    public void setNotes(List<String> notes) {
      this.notes = notes;
    }
  }

  record Noted(String id, List<String> notes) {}

  @ParameterizedTest
  @EnumSource
  void ofOneBeanThatIsUsedAgainEachStateIsPut(Unknown unknown) {
    Table<String, Gauge> table = gauges(unknown);
    putStates(table);
    assertThat(states(table)).containsExactlyInAnyOrder(STATES);
  }

  @Test
  void listsOfRecordsAreAsTheyWereToo() {
    Table<String, Noted> table =
        Table.open(fixture.newManager(), name, Mapping.record(Noted.class).key("id", String.class));
    List<String> notes = new ArrayList<>();
    table.batch(
        b -> {
          notes.add("first");
          b.put("a", new Noted("a", notes));
          notes.add("second");
          b.put("b", new Noted("b", notes));
        });
    assertThat(table.map().get("a").notes()).containsExactly("first");
    assertThat(table.map().get("b").notes()).containsExactly("first", "second");
  }

  /** An expired item refuses the put, which is made again then: of the same state. */
  @Test
  void whatIsPutAgainAfterAConflictIsTheSameState() {
    long past = fixture.clock().millis() / 1000 - 10;
    UserTables.put(
        fixture.client(),
        name,
        Map.of("id", AttributeValue.fromS("g1"), "until", AttributeValue.fromN("" + past)));
    Table<String, Gauge> table =
        Table.open(
            fixture.newManager(),
            name,
            Mapping.bean(Gauge.class).key("id", String.class).timeToLive("until"));
    putStates(table);
    assertThat(states(table)).containsExactlyInAnyOrder(STATES);
  }

  @Test
  void listenersHearOfEachState() {
    Table<String, Gauge> table = gauges(Unknown.KEEP);
    List<String> heard = new CopyOnWriteArrayList<>();
    CacheEntryCreatedListener<String, Gauge> listener =
        events -> events.forEach(event -> heard.add(state(event.getValue())));
    table
        .cache()
        .registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
    putStates(table);
    assertThat(heard).containsExactlyInAnyOrder(STATES);
  }

  @Test
  void writersHearOfEachState() {
    List<String> heard = new CopyOnWriteArrayList<>();
    DynamoDbConfiguration<String, Gauge> configuration =
        new DynamoDbConfiguration<String, Gauge>()
            .setMapping(Mapping.bean(Gauge.class).key("id", String.class));
    configuration.setWriteThrough(true).setCacheWriterFactory(() -> new Hearing(heard));
    Table<String, Gauge> table = Table.of(fixture.newManager().createCache(name, configuration));
    putStates(table);
    assertThat(heard).containsExactlyInAnyOrder(STATES);
    assertThat(states(table)).containsExactlyInAnyOrder(STATES);
  }

  private static final class Hearing implements CacheWriter<String, Gauge> {
    private final List<String> heard;

    Hearing(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public void write(Cache.Entry<? extends String, ? extends Gauge> entry) {
      heard.add(state(entry.getValue()));
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends Gauge>> entries) {
      entries.forEach(this::write);
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }

  private static void putStates(Table<String, Gauge> table) {
    Gauge gauge = new Gauge();
    BatchReport<String> report =
        table.batch(
            b -> {
              for (int i = 0; i < STATES.length; i++) {
                gauge.setId("g" + i);
                gauge.setReading(i);
                b.put(gauge);
              }
            });
    assertThat(report.written()).isEqualTo(STATES.length);
  }

  private static List<String> states(Table<String, Gauge> table) {
    return table.scan().values().map(BatchedValuesTest::state).toList();
  }

  private static String state(Gauge gauge) {
    return gauge.getId() + "=" + gauge.getReading();
  }

  private Table<String, Gauge> gauges(Unknown unknown) {
    return Table.open(
        fixture.newManager(),
        name,
        Mapping.bean(Gauge.class).key("id", String.class).unknown(unknown));
  }
}
