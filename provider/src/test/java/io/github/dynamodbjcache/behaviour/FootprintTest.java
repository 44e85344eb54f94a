package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** docs/operations.md: "64 callers at once over 64 connections ... run with -Xmx32m". */
@Timeout(160)
class FootprintTest {

  private static final String VALUE = "v".repeat(1_000);
  private static final String FOUND =
      "{\"Item\":{\"k\":{\"S\":\"k\"},\"t\":{\"S\":\"string\"},\"v\":{\"S\":\""
          + VALUE
          + "\"},\"w\":{\"B\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}}}";

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void aSmallHeapIsEnoughForAllConnections() throws Exception {
    try (StubService service =
        StubService.start(
            request -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(300);
              now.decrementAndGet();
              return Answer.ok(request.operation().equals("GetItem") ? FOUND : "{}");
            })) {
      String printed =
          ChildJvm.start(
                  FootprintProgram.class, List.of("-Xmx32m"), List.of(service.uri().toString()))
              .await();
      assertThat(printed)
          .contains("used KiB: ")
          .containsPattern("request threads: (\\d|1[0-6])\\R");
      assertThat(most.get()).as("connections at once").isBetween(32, 64);
    }
  }
}
