package io.github.dynamodbjcache.examples.ratelimiter;

import io.github.bucket4j.BucketConfiguration;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Caching;

/**
 * An API lets each customer call five hundred times an hour, however many processes serve it. Read
 * it from top to bottom; each section of the output is a method here.
 *
 * <p>It needs no account and no network: DynamoDB Local runs in this JVM. It ends with an error if
 * anything does not turn out as it says.
 */
public final class RateLimiter {

  private static final int GATEWAYS = 4;

  private final URI dynamoDb;
  private final Limits limits;
  private final Limits trials;

  private RateLimiter(URI dynamoDb, Limits limits, Limits trials) {
    this.dynamoDb = dynamoDb;
    this.limits = limits;
    this.trials = trials;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    try (var manager = Caching.getCachingProvider().getCacheManager()) {
      var limiter =
          new RateLimiter(
              EmbeddedDynamoDb.shared().endpoint(),
              Limits.in(manager, "limits"),
              Limits.in(manager, "trials"));
      limiter.letFourGatewaysShareOneBucket();
      limiter.tellARefusedCustomerWhenToComeBack();
      limiter.letAnotherCustomerIn();
      limiter.forgetACustomerWhoDoesNotCall();
    }
  }

  private void letFourGatewaysShareOneBucket() throws IOException, InterruptedException {
    section("%d processes share a bucket of %,d calls".formatted(GATEWAYS, Limits.CALLS_PER_HOUR));
    List<GatewayProcess> gateways = new ArrayList<>();
    try {
      for (int i = 0; i < GATEWAYS; i++) {
        gateways.add(new GatewayProcess(dynamoDb, "alice"));
      }
      var start = System.nanoTime();
      for (var gateway : gateways) {
        gateway.go();
      }
      int calls = 0;
      int unanswered = 0;
      for (int i = 0; i < GATEWAYS; i++) {
        var counts = gateways.get(i).calls();
        say("process %d let %3d calls in", i + 1, counts[0]);
        calls += counts[0];
        unanswered += counts[1];
      }
      say("together  %,5d, in %,d ms", calls, (System.nanoTime() - start) / 1_000_000);
      if (unanswered > 0) {
        say("and %d were refused since DynamoDB gave no answer in time", unanswered);
      }
      Promise.kept(calls <= Limits.CALLS_PER_HOUR, "no call is let in twice");
      Promise.kept(calls + unanswered >= Limits.CALLS_PER_HOUR, "no call is lost");
    } finally {
      gateways.forEach(GatewayProcess::close);
    }
  }

  private void tellARefusedCustomerWhenToComeBack() {
    section("A refused customer is told when to come back");
    var probe = limits.of("alice").tryConsumeAndReturnRemaining(1);
    var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
    say("alice, once more: %s, in %d minutes", probe.isConsumed(), wait.toMinutes());
    Promise.kept(!probe.isConsumed(), "the bucket is empty for this process, too");
    Promise.kept(wait.compareTo(Duration.ofHours(1)) <= 0, "it is full again within the hour");
  }

  private void letAnotherCustomerIn() {
    section("Another customer has another bucket");
    var probe = limits.of("bob").tryConsumeAndReturnRemaining(1);
    say("bob: %s, %,d calls are left", probe.isConsumed(), probe.getRemainingTokens());
    Promise.kept(probe.getRemainingTokens() == Limits.CALLS_PER_HOUR - 1, "one token is taken");
  }

  private void forgetACustomerWhoDoesNotCall() throws InterruptedException {
    section("A bucket that nobody asks goes away");
    var fiveASecond =
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(5).refillGreedy(5, Duration.ofSeconds(1)))
            .build();
    Promise.kept(trials.of("carol", fiveASecond).tryConsume(1), "carol may call");
    say("now:           %s", trials.knows("carol") ? "there" : "gone");
    Thread.sleep(2_100);
    var there = trials.knows("carol");
    say("a bit later:   %s", there ? "there" : "gone");
    Promise.kept(!there, "what has expired is not found");
  }

  private static void section(String title) {
    System.out.printf("%n%s%n", title);
  }

  private static void say(String format, Object... arguments) {
    System.out.println("   " + format.formatted(arguments));
  }
}
