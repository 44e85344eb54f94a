package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.behaviour.TroubleLab.failure;
import static io.github.dynamodbjcache.behaviour.TroubleLab.strings;
import static io.github.dynamodbjcache.behaviour.TroubleLab.told;
import static io.github.dynamodbjcache.behaviour.TroubleLab.warnings;

import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import io.github.dynamodbjcache.testing.Items;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entries that cannot be written or read, calls in each other's way, caches that are closed. */
final class EntryTroubles {

  private EntryTroubles() {}

  private static final class NotAllowed implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private static final class Plain {}

  private record Holder(Object held) implements Serializable {}

  /** Of which nobody can tell whether its number is its hash. */
  private static final class Hashed implements Serializable {
    private static final long serialVersionUID = 1L;
    private final DayOfWeek day = DayOfWeek.FRIDAY;
    private final int hash = day.hashCode() * 31;

    @Override
    public boolean equals(Object other) {
      return other instanceof Hashed that && hash == that.hash;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  static Map<String, Provocation> all() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.put(
        "not allowed in cache",
        lab -> failure(() -> objects(lab, Map.of()).put("k", new NotAllowed())));
    all.put(
        "is not Serializable. Make the class so",
        lab -> {
          Cache<Object, Object> cache =
              objects(
                  lab,
                  Map.of(
                      "dynamodb-jcache.caches.default.serialization.allow",
                      Holder.class.getName() + "," + Plain.class.getName()));
          return failure(() -> cache.put("k", new Holder(new Plain())));
        });
    all.put(
        "seems to keep its hash in the field",
        lab ->
            failure(
                () ->
                    objects(
                            lab,
                            Map.of(
                                "dynamodb-jcache.caches.default.serialization.allow",
                                Hashed.class.getName()))
                        .get(new Hashed())));
    all.put(
        "make it a record or Serializable, or register a KeyEncoder for it",
        lab -> failure(() -> objects(lab, Map.of()).get(new Plain())));
    all.put("bytes; the limit is", EntryTroubles::tooLarge);
    all.put("cannot be read: the item lacks the attribute", foreign(Map.of("v", text("1"))));
    all.put(
        "this version reads formats up to", foreign(Map.of("v", text("1"), "t", text("2:string"))));
    all.put(
        "its bytes are not those that were written: the checksum differs",
        foreign(
            Map.of(
                "t",
                text("java"),
                "v",
                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3, 4, 5})))));
    all.put("they do not make it up any more", EntryTroubles::partIsGone);
    all.put("entries that cannot be read are taken as absent", EntryTroubles::takenAsAbsent);
    all.put("expired entries are left for the next one", EntryTroubles::expiredStays);
    all.put("races in a row for the same key within", EntryTroubles::lostRaces);
    all.put("another thread of this JVM worked on the same key", EntryTroubles::inTurn);
    all.put("some entries are gone already", EntryTroubles::clearedInPart);
    all.put("the cache was closed meanwhile", EntryTroubles::closedMeanwhile);
    all.put("\" is closed", EntryTroubles::closed);
    return all;
  }

  private static Cache<Object, Object> objects(TroubleLab lab, Map<String, String> settings) {
    return lab.cache(lab.overTheStub(settings), new MutableConfiguration<>());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static List<Told> tooLarge(TroubleLab lab) {
    Cache<String, String> cache =
        lab.cache(Map.of("dynamodb-jcache.caches.default.max-entry-size", "4KiB"));
    return failure(() -> cache.put("k", "v".repeat(5_000)));
  }

  /** An item that another application has put. */
  private static Provocation foreign(Map<String, AttributeValue> attributes) {
    return lab -> {
      Cache<String, Object> cache = realObjects(lab, Map.of());
      putForeign(lab, cache, attributes);
      return failure(() -> cache.get("k"));
    };
  }

  private static void putForeign(
      TroubleLab lab, Cache<?, ?> cache, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(attributes);
    item.put("k", text("k"));
    item.put("w", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16])));
    lab.real().putItem(put -> put.tableName(cache.getName()).item(item));
  }

  private static Cache<String, Object> realObjects(TroubleLab lab, Map<String, String> settings) {
    return lab.realCache(
        settings, new MutableConfiguration<String, Object>().setTypes(String.class, Object.class));
  }

  private static List<Told> takenAsAbsent(TroubleLab lab) {
    Cache<String, Object> cache =
        realObjects(lab, Map.of("dynamodb-jcache.caches.default.unreadable", "miss"));
    putForeign(lab, cache, Map.of("v", text("1")));
    return warnings(() -> cache.get("k"));
  }

  private static List<Told> expiredStays(TroubleLab lab) {
    lab.stub()
        .answer(
            request ->
                request.operation().equals("GetItem")
                    ? Answer.ok(
                        "{\"Item\":{\"k\":{\"S\":\"k\"},\"v\":{\"S\":\"v\"},\"x\":{\"N\":\"1\"}}}")
                    : Answer.error(400, "AccessDeniedException", "not authorized"));
    Cache<String, String> cache = lab.cache(Map.of());
    CacheEntryExpiredListener<String, String> listener = events -> {};
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
    return warnings(() -> cache.get("k"));
  }

  private static List<Told> partIsGone(TroubleLab lab) {
    Cache<String, String> cache = lab.realCache(Map.of(), strings());
    cache.put("k", "v".repeat(500_000));
    String part = Items.of(lab.real(), cache.getName()).parts().iterator().next();
    lab.real().deleteItem(delete -> delete.tableName(cache.getName()).key(Map.of("k", text(part))));
    return failure(() -> cache.get("k"));
  }

  /** Whatever is read, another one has changed it before it is written. */
  private static List<Told> lostRaces(TroubleLab lab) {
    lab.stub()
        .answer(
            request ->
                request.operation().equals("GetItem")
                    ? Answer.ok("{}")
                    : Answer.error(400, "ConditionalCheckFailedException", "changed"));
    Cache<String, String> cache =
        lab.cache(Map.of("dynamodb-jcache.client.api-call-timeout", "500ms"));
    return failure(
        () ->
            cache.invoke(
                "k",
                (entry, arguments) -> {
                  entry.setValue("v");
                  return null;
                }));
  }

  private static List<Told> inTurn(TroubleLab lab) throws Exception {
    Cache<String, String> cache =
        lab.cache(Map.of("dynamodb-jcache.client.api-call-timeout", "400ms"));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Future<?> slow =
        lab.threads()
            .submit(
                () ->
                    cache.invoke(
                        "k",
                        (entry, arguments) -> {
                          inside.countDown();
                          await(leave);
                          return null;
                        }));
    inside.await();
    try {
      return failure(() -> cache.invoke("k", (entry, arguments) -> null));
    } finally {
      leave.countDown();
      slow.get();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One batch of deletions is done, and then the others are refused. */
  private static List<Told> clearedInPart(TroubleLab lab) {
    CountDownLatch gone = new CountDownLatch(1);
    String items =
        IntStream.range(0, 60)
            .mapToObj(i -> "{\"k\":{\"S\":\"k" + i + "\"}}")
            .collect(Collectors.joining(","));
    lab.stub()
        .answer(
            request -> {
              if (request.operation().equals("Scan")) {
                return Answer.ok(
                    request.body().contains("\"Segment\":0")
                        ? "{\"Items\":[" + items + "],\"Count\":60,\"ScannedCount\":60}"
                        : "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}");
              }
              if (request.body().contains("\"k7\"")) {
                gone.countDown();
                return Answer.ok("{}");
              }
              gone.await();
              return Answer.error(400, "AccessDeniedException", "no more");
            });
    Cache<String, String> cache = lab.cache(Map.of());
    return failure(cache::clear);
  }

  private static List<Told> closedMeanwhile(TroubleLab lab) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    lab.stub()
        .answer(
            request -> {
              never.await();
              return Answer.ok("{}");
            });
    Cache<String, String> cache =
        lab.cache(
            Map.of(
                "dynamodb-jcache.client.bulk-timeout", "300ms",
                "dynamodb-jcache.client.api-call-timeout", "2s"));
    Future<?> call = lab.threads().submit(() -> cache.get("k"));
    Awaitility.await().until(() -> !lab.stub().requests().isEmpty());
    cache.close();
    try {
      call.get();
      return List.of();
    } catch (ExecutionException e) {
      return told(e.getCause());
    }
  }

  private static List<Told> closed(TroubleLab lab) {
    Cache<String, String> cache = lab.cache(Map.of());
    cache.close();
    return failure(() -> cache.getAll(Set.of("k")));
  }
}
