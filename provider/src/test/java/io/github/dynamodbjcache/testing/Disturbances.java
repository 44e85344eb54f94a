package io.github.dynamodbjcache.testing;

import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * A network that disturbs a share of the requests, at random from a seed: each request meets the
 * fault whose share the next random number falls into, or none.
 */
public final class Disturbances implements Fault {

  private record Share(double upTo, Fault fault) {}

  private final Random random;
  private final List<Share> shares = new ArrayList<>();
  private final AtomicLong met = new AtomicLong();
  private double total;

  /** None yet. */
  public Disturbances(Random random) {
    this.random = random;
  }

  /** That share of the requests, between 0 and 1, meets that fault. */
  public Disturbances with(double share, Fault fault) {
    total += share;
    shares.add(new Share(total, fault));
    return this;
  }

  /**
   * 5 % lost answers, 5 % throttles, 1 % cut connections; of the cut, half never came to the
   * server.
   */
  public static Disturbances usual(Random random) {
    return new Disturbances(random)
        .with(0.025, FaultyHttpClient.answerLost())
        .with(0.025, FaultyHttpClient.appliedBut(500, "InternalServerError"))
        .with(0.05, FaultyHttpClient.answers(400, "ThrottlingException"))
        .with(0.005, FaultyHttpClient.garbledAnswer())
        .with(0.005, FaultyHttpClient.lostOnTheWay());
  }

  /** How many requests met a fault so far. */
  public long met() {
    return met.get();
  }

  @Override
  public HttpExecuteResponse meet(ExecutableHttpRequest request) throws IOException {
    double next = next();
    for (Share share : shares) {
      if (next < share.upTo) {
        met.incrementAndGet();
        return share.fault.meet(request);
      }
    }
    return request.call();
  }

  private synchronized double next() {
    return random.nextDouble();
  }
}
