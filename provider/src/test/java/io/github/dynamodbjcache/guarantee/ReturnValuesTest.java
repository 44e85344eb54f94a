package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.LateRequests;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Never a wrong answer: lost responses, resends, timeouts, throttles and 5xx give the right answer
 * or an exception that says the outcome is unknown; never a false 'already exists', a doubled
 * increment, or an own value handed back as the old one."
 *
 * <p>One of an operation's requests, or two, meets a fault. What the operation answers and what the
 * table holds afterwards is compared with a model. After an {@link OutcomeUnknownException} the
 * table holds what was there before or what the operation would have left; after any other {@link
 * CacheException} it holds what was there before.
 */
@Timeout(600)
class ReturnValuesTest {

  /** Every so many operations one whose request arrives after the client has given it up. */
  private static final int LATE_EVERY = 100;

  private static final int EACH = Scale.of(1000, LATE_EVERY);
  private static final int THREADS = 16;

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(700);

  private static final List<Fault> FAULTS =
      List.of(
          FaultyHttpClient.answerLost(),
          FaultyHttpClient.lostOnTheWay(),
          FaultyHttpClient.appliedBut(500, "InternalServerError"),
          FaultyHttpClient.answers(500, "InternalServerError"),
          FaultyHttpClient.answers(503, "ServiceUnavailable"),
          FaultyHttpClient.garbledAnswer(),
          FaultyHttpClient.refusedConnection(),
          FaultyHttpClient.answers(400, "ThrottlingException"),
          FaultyHttpClient.answers(400, "ProvisionedThroughputExceededException"));

  private final Seed seed = Seed.of(ReturnValuesTest.class);
  private final LateRequests late = new LateRequests();
  private final ThreadLocal<Plan> plan = ThreadLocal.withInitial(Plan::none);
  private CacheFixture fixture;
  private DynamoDbClient client;
  private Cache<String, Long> undisturbed;
  private Cache<String, Long> disturbed;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    undisturbed = fixture.cache(longs());
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    client = TestDynamoDb.client(http);
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    properties.setProperty(
        "dynamodb-jcache.client.attempt-timeout", ATTEMPT_TIMEOUT.toMillis() + "ms");
    disturbed = fixture.newManager(properties).createCache(undisturbed.getName(), longs());
    http.always(request -> plan.get().next().meet(request));
  }

  @AfterEach
  void close() {
    fixture.close();
    client.close();
  }

  @Test
  @Tag("large")
  void noAnswerAndNoOldValueIsWrong() throws Exception {
    Map<Kind, Tally> tallies = run(EACH, THREADS);

    tallies.forEach((kind, tally) -> System.out.printf("ReturnValuesTest: %s %s%n", kind, tally));
    tallies.forEach(
        (kind, tally) ->
            assertThat(tally.answered.get())
                .as("answered by %s, %s: %s", kind, seed, tally)
                .isGreaterThan(EACH * 2L / 3));
  }

  @Companion
  void resentAsIfNothingHadHappenedTheyAreWrong() {
    try (PlantedDefect lostAnswersAreIgnored =
        PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
      assertThatThrownBy(() -> run(40, THREADS))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("-Dtest.seed=");
    }
  }

  private Map<Kind, Tally> run(int each, int threads) throws Exception {
    Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
    Workers.run(
        threads,
        thread -> {
          Client one = new Client("key" + thread, seed.random(thread), tallies);
          for (int i = thread; i < each * Kind.values().length; i += threads) {
            one.doOne(Kind.values()[i % Kind.values().length], i / Kind.values().length);
          }
        });
    return tallies;
  }

  /** One thread with a key of its own. */
  private final class Client {

    private final String key;
    private final Random random;
    private final Map<Kind, Tally> tallies;
    private @Nullable Long there;
    private long nextValue = 1;

    Client(String key, Random random, Map<Kind, Tally> tallies) {
      this.key = key;
      this.random = random;
      this.tallies = tallies;
    }

    void doOne(Kind kind, int number) throws Exception {
      prepare(random.nextInt(4) > 0);
      Long before = there;
      long value = nextValue++;
      // Two in three compare with what is there.
      long guess = before != null && random.nextInt(3) > 0 ? before : -1;
      Expected expected = kind.expected(before, guess, value);
      boolean isLate = number % LATE_EVERY == LATE_EVERY / 2;
      Plan planned = isLate ? plannedLate() : planned();
      Tally tally = tallies.get(kind);
      String what = "%s on %s, %s, %s".formatted(kind, before, planned, seed);
      plan.set(planned);
      boolean unknown = false;
      try {
        Object answer = kind.run(disturbed, key, guess, value);
        assertThat(answer).as(what).isEqualTo(expected.answer());
        tally.answered.incrementAndGet();
      } catch (OutcomeUnknownException e) {
        unknown = true;
        tally.unknown.incrementAndGet();
      } catch (CacheException e) {
        expected = new Expected(null, before);
        tally.failed.incrementAndGet();
      } finally {
        plan.remove();
      }
      late.await();
      there = undisturbed.get(key);
      if (unknown) {
        assertThat(there).as("unknown: " + what).isIn(before, expected.after());
      } else {
        assertThat(there).as("left by " + what).isEqualTo(expected.after());
      }
    }

    /** Makes that something is there, or that nothing is. */
    private void prepare(boolean present) {
      if (present && there == null) {
        there = nextValue++;
        undisturbed.put(key, there);
      } else if (!present && there != null) {
        there = null;
        undisturbed.remove(key);
      }
    }

    private Plan planned() {
      Plan one = new Plan(1 + random.nextInt(4), fault(), fault());
      return random.nextInt(4) == 0 ? one : one.onlyOnce();
    }

    private Plan plannedLate() {
      Duration delay = ATTEMPT_TIMEOUT.plusMillis(random.nextInt(300) - 100);
      return new Plan(1 + random.nextInt(2), late.after(delay), fault()).onlyOnce();
    }

    private Fault fault() {
      return FAULTS.get(random.nextInt(FAULTS.size()));
    }
  }

  /** Which of an operation's requests meet which fault. */
  private static final class Plan {

    private static final Fault NONE = request -> request.call();

    private final int place;
    private final Fault first;
    private final Fault second;
    private int request;

    Plan(int place, Fault first, Fault second) {
      this.place = place;
      this.first = first;
      this.second = second;
    }

    static Plan none() {
      return new Plan(0, NONE, NONE);
    }

    Plan onlyOnce() {
      return new Plan(place, first, NONE);
    }

    Fault next() {
      request++;
      if (request == place) {
        return first;
      }
      return request == place + 1 && place > 0 ? second : NONE;
    }

    @Override
    public String toString() {
      return "fault at request "
          + place
          + (second == NONE ? "" : " and the next")
          + " of "
          + request;
    }
  }

  /** What became of the operations of one kind. */
  private static final class Tally {

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @Override
    public String toString() {
      return "answered " + answered + ", unknown " + unknown + ", not done " + failed;
    }
  }

  /**
   * What the model says.
   *
   * @param answer what the operation returns
   * @param after what it leaves
   */
  private record Expected(@Nullable Object answer, @Nullable Long after) {}

  /** The operations, by JCache's Javadoc. */
  private enum Kind {
    GET_AND_PUT {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.getAndPut(key, value);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before, value);
      }
    },
    GET_AND_REPLACE {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.getAndReplace(key, value);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before, before == null ? null : (Long) value);
      }
    },
    GET_AND_REMOVE {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.getAndRemove(key);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before, null);
      }
    },
    REPLACE {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.replace(key, value);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before != null, before == null ? null : (Long) value);
      }
    },
    REPLACE_IF_EQUAL {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.replace(key, guess, value);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        boolean equal = Objects.equals(before, guess);
        return new Expected(equal, equal ? (Long) value : before);
      }
    },
    REMOVE {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.remove(key);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before != null, null);
      }
    },
    REMOVE_IF_EQUAL {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.remove(key, guess);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        boolean equal = Objects.equals(before, guess);
        return new Expected(equal, equal ? null : before);
      }
    },
    PUT_IF_ABSENT {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.putIfAbsent(key, value);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        return new Expected(before == null, before == null ? (Long) value : before);
      }
    },
    INVOKE {
      @Override
      Object run(Cache<String, Long> cache, String key, long guess, long value) {
        return cache.invoke(key, ReturnValuesTest::addOneThousand);
      }

      @Override
      Expected expected(Long before, long guess, long value) {
        long after = (before == null ? 0 : before) + 1000;
        return new Expected(after, after);
      }
    };

    abstract @Nullable Object run(Cache<String, Long> cache, String key, long guess, long value);

    abstract Expected expected(@Nullable Long before, long guess, long value);
  }

  private static long addOneThousand(MutableEntry<String, Long> entry, Object... arguments) {
    long after = (entry.exists() ? entry.getValue() : 0) + 1000;
    entry.setValue(after);
    return after;
  }

  private static MutableConfiguration<String, Long> longs() {
    return new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
  }
}
