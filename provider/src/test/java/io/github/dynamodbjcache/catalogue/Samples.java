package io.github.dynamodbjcache.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Collects samples; one that this JDK or machine does not have is left out. */
final class Samples {

  private final List<Object> all = new ArrayList<>();

  Samples add(Callable<?> sample) {
    try {
      all.add(sample.call());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  Samples addAll(Object... samples) {
    all.addAll(List.of(samples));
    return this;
  }

  List<Object> all() {
    return all;
  }
}
