package io.github.dynamodbjcache.examples.starter;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Knows the sunrises; asking the observatory takes its time, so answers are remembered. */
@Service
public class Sunrises {

  /** In that city today; null in the polar night. */
  @Cacheable("sunrises")
  public @Nullable Sunrise in(String city) {
    System.out.println("the observatory is asked for " + city);
    return switch (city) {
      case "Lisbon" -> new Sunrise(city, LocalTime.of(7, 34));
      case "Oslo" -> new Sunrise(city, LocalTime.of(8, 50));
      default -> null;
    };
  }
}
