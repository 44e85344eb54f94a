package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a processor calls, in whatever order: each call answers as the Javadoc of {@code
 * MutableEntry} says, and the net effect reaches table, writer and listeners once. Compared with a
 * model of that Javadoc, for all sequences of up to three calls.
 */
@Timeout(300)
class ProcessedSequencesTest {

  private static final String CALLS = "GESR";

  /** What a loader knows of any key; null if it knows none, or there is no loader. */
  enum ReadThrough {
    NONE,
    KNOWS,
    KNOWS_NOT
  }

  /** What was there before. */
  enum Before {
    ABSENT,
    PRESENT,
    EXPIRED
  }

  record Setup(ReadThrough readThrough, boolean writeThrough) {}

  static Stream<Setup> setups() {
    return Stream.of(ReadThrough.values())
        .flatMap(reads -> Stream.of(new Setup(reads, false), new Setup(reads, true)));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void eachCallAnswersByTheJavadocAndTheNetEffectIsToldOnce(Setup setup) {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (CacheFixture fixture = CacheFixture.open()) {
      Cache<String, String> cache = cache(fixture, setup, heard);
      List<String> sequences = sequences();
      for (Before before : Before.values()) {
        if (before == Before.EXPIRED) {
          // All at once, since the clock moves for all of them.
          sequences.forEach(sequence -> cache.put(before + sequence, "old"));
          fixture.clock().advance(java.time.Duration.ofHours(2));
        }
        for (String sequence : sequences) {
          String key = before + sequence;
          if (before == Before.PRESENT) {
            cache.put(key, "old");
          }
          heard.clear();
          Model model = new Model(setup, before);
          List<@Nullable Object> expected = model.answers(sequence);
          List<?> answers = cache.invoke(key, (entry, nothing) -> answers(entry, sequence));
          assertThat(answers).as("%s of %s entry", sequence, before).isEqualTo(expected);
          assertThat(heard).as("%s of %s entry", sequence, before).isEqualTo(model.heard());
          assertThat(cache.containsKey(key))
              .as("%s of %s entry", sequence, before)
              .isEqualTo(model.isThere());
        }
      }
    }
  }

  private static List<String> sequences() {
    List<String> sequences = new ArrayList<>(List.of(""));
    for (int i = 0; i < sequences.size(); i++) {
      String shorter = sequences.get(i);
      if (shorter.length() < 3) {
        CALLS.chars().forEach(call -> sequences.add(shorter + (char) call));
      }
    }
    return sequences;
  }

  private static List<@Nullable Object> answers(
      MutableEntry<String, String> entry, String sequence) {
    List<@Nullable Object> answers = new ArrayList<>();
    for (int i = 0; i < sequence.length(); i++) {
      switch (sequence.charAt(i)) {
        case 'G' -> answers.add(entry.getValue());
        case 'E' -> answers.add(entry.exists());
        case 'S' -> entry.setValue("new" + i);
        default -> entry.remove();
      }
    }
    return answers;
  }

  /** What the Javadoc says, call by call. */
  private static final class Model {

    private final Setup setup;
    private final Before before;
    private @Nullable String value;
    private boolean isRemoved;
    private boolean isSet;
    private boolean isLoaded;
    private boolean tellsDelete;

    Model(Setup setup, Before before) {
      this.setup = setup;
      this.before = before;
      this.value = before == Before.PRESENT ? "old" : null;
    }

    List<@Nullable Object> answers(String sequence) {
      List<@Nullable Object> answers = new ArrayList<>();
      for (int i = 0; i < sequence.length(); i++) {
        switch (sequence.charAt(i)) {
          case 'G' -> {
            if (value == null && !isRemoved && setup.readThrough() == ReadThrough.KNOWS) {
              value = "loaded";
              isLoaded = true;
            }
            answers.add(value);
          }
          case 'E' -> answers.add(value != null);
          case 'S' -> {
            value = "new" + i;
            isSet = true;
            isLoaded = false;
            isRemoved = false;
          }
          default -> remove();
        }
      }
      return answers;
    }

    /** A removal of what the processor itself has set in the place of nothing is nothing. */
    private void remove() {
      boolean takesBack =
          isSet
              && value != null
              && before != Before.PRESENT
              && !tellsDelete
              && setup.readThrough() == ReadThrough.NONE;
      value = null;
      isSet = false;
      isLoaded = false;
      isRemoved = !takesBack;
      tellsDelete |= !takesBack;
    }

    boolean isThere() {
      return value != null;
    }

    List<String> heard() {
      List<String> heard = new ArrayList<>();
      if (setup.writeThrough() && isSet) {
        heard.add("write " + value);
      } else if (setup.writeThrough() && isRemoved) {
        heard.add("delete");
      }
      if (before == Before.EXPIRED) {
        heard.add("EXPIRED old");
      }
      if (isSet || isLoaded) {
        heard.add(before == Before.PRESENT ? "UPDATED " + value : "CREATED " + value);
      } else if (isRemoved && before == Before.PRESENT) {
        heard.add("REMOVED old");
      }
      return heard;
    }
  }

  private static Cache<String, String> cache(
      CacheFixture fixture, Setup setup, List<String> heard) {
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR))
            .addCacheEntryListenerConfiguration(
                new MutableCacheEntryListenerConfiguration<>(
                    () -> new Listener(heard), null, true, true));
    if (setup.readThrough() != ReadThrough.NONE) {
      configuration
          .setReadThrough(true)
          .setCacheLoaderFactory(() -> new Loader(setup.readThrough() == ReadThrough.KNOWS));
    }
    if (setup.writeThrough()) {
      configuration.setWriteThrough(true).setCacheWriterFactory(() -> new Writer(heard));
    }
    return fixture.cache(configuration);
  }

  private record Loader(boolean knows) implements CacheLoader<String, String> {
    @Override
    @SuppressWarnings("NullAway") // null is javax.cache's word for "absent"
    public String load(String key) {
      return knows ? "loaded" : null;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw new UnsupportedOperationException();
    }
  }

  private record Writer(List<String> heard) implements CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      heard.add("write " + entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Object key) {
      heard.add("delete");
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      throw new UnsupportedOperationException();
    }
  }

  private record Listener(List<String> heard)
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String> {

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getEventType() + " " + event.getValue()));
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getEventType() + " " + event.getValue()));
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getEventType() + " " + event.getOldValue()));
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getEventType() + " " + event.getOldValue()));
    }
  }
}
