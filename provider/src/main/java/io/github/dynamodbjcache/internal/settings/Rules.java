package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.internal.settings.reading.Conversion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules that several settings go by. */
final class Rules {

  private Rules() {}

  /** One of the constants, in a file as a word in lower case with {@code -}. */
  static <E extends Enum<E>> Rule<E> word(Class<E> type) {
    return (block, key) -> block.word(key, type);
  }

  /** Several of the constants, each once. */
  static <E extends Enum<E>> Rule<List<E>> words(Class<E> type) {
    return new Rule<>() {
      @Override
      public List<E> read(Block block, String key) {
        return block.words(key, type);
      }

      @Override
      public boolean isList() {
        return true;
      }
    };
  }

  static Rule<Boolean> flag() {
    return new Checked<>(Conversion.TRUTH, truth -> true, "needs true or false", false);
  }

  /** A whole number within bounds. */
  static Rule<Integer> number(int least, int most) {
    return new Checked<>(
        Conversion.WHOLE_NUMBER,
        number -> number >= least && number <= most,
        "needs a whole number from " + least + " to " + most,
        least);
  }

  /** A whole number of at least 1, however large. */
  static Rule<Long> count() {
    return new Checked<>(
        Conversion.LONG_NUMBER, count -> count >= 1, "needs a whole number of at least 1", 1L);
  }

  /** The price of something, in any currency. */
  static Rule<Double> price() {
    return new Checked<>(
        Conversion.NUMBER,
        price -> price >= 0 && price < Double.POSITIVE_INFINITY,
        "needs a price, such as 0.000000125",
        0.0);
  }

  /** A size in bytes. */
  static Rule<Long> size() {
    return new Checked<>(Conversion.BYTES, size -> size >= 0, "needs a size such as 1KiB", 0L);
  }

  /** A size in bytes, within bounds of whole KiB. */
  static Rule<Long> size(long least, long most) {
    return new Checked<>(
        Conversion.BYTES,
        size -> size >= least && size <= most,
        "needs a size from " + least / 1024 + "KiB to " + most / 1024 + "KiB",
        least);
  }

  /** A duration within bounds. */
  static Rule<Duration> duration(Duration least, Duration most) {
    return new Checked<>(
        Conversion.DURATION,
        duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
        "needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, from "
            + shown(least)
            + " to "
            + shown(most),
        least);
  }

  /** The lifetime of an entry; null for leaving the deadline as it is. */
  static Rule<javax.cache.expiry.@Nullable Duration> lifetime() {
    return Rules::lifetime;
  }

  /** A lifetime that has to be there. */
  static Rule<javax.cache.expiry.Duration> firstLifetime() {
    return (block, key) -> {
      javax.cache.expiry.Duration lifetime = lifetime(block, key);
      if (lifetime == null) {
        block.refuse(key, "needs a duration or eternal; only the others can be null");
        return javax.cache.expiry.Duration.ETERNAL;
      }
      return lifetime;
    };
  }

  private static javax.cache.expiry.@Nullable Duration lifetime(Block block, String key) {
    if (!block.has(key)) {
      return null;
    }
    if (block.has(key, "eternal")) {
      return javax.cache.expiry.Duration.ETERNAL;
    }
    return Lifetimes.of(
        block.value(
            key,
            Conversion.DURATION,
            duration -> !duration.isNegative(),
            "needs eternal or a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, not"
                + " negative",
            Duration.ZERO));
  }

  /** The class of that name, as the manager's loader finds it. */
  static Rule<Class<?>> type() {
    return new Checked<>(
        Conversion.TYPE,
        type -> true,
        "needs the full name of a class that the cache manager's class loader finds, such as"
            + " java.lang.String, or int for java.lang.Integer and so on",
        Object.class);
  }

  /** A text, or none. */
  static Rule<@Nullable String> optionalText(Predicate<String> valid, String need) {
    return new Rule<@Nullable String>() {
      @Override
      public @Nullable String read(Block block, String key) {
        return block.text(key, valid, need);
      }

      @Override
      public @Nullable String objectionTo(@Nullable String text) {
        return text == null || valid.test(text) ? null : need;
      }
    };
  }

  /** A text; an empty one for none. */
  static Rule<String> text(Predicate<String> valid, String need) {
    return new Rule<>() {
      @Override
      public String read(Block block, String key) {
        String text = block.text(key, valid, need);
        return text == null ? "" : text;
      }

      @Override
      public @Nullable String objectionTo(String text) {
        return valid.test(text) ? null : need;
      }
    };
  }

  /** Texts that are valid each. */
  static Rule<List<String>> texts(Predicate<String> valid, String need) {
    return new Rule<>() {
      @Override
      public List<String> read(Block block, String key) {
        return block.texts(key, valid, need);
      }

      @Override
      public @Nullable String objectionTo(List<String> texts) {
        return texts.stream().allMatch(valid) ? null : need;
      }

      @Override
      public boolean isList() {
        return true;
      }
    };
  }

  /** A block of keys and texts. */
  static Rule<Map<String, String>> pairs(Predicate<Map<String, String>> valid, String need) {
    return new Rule<>() {
      @Override
      public Map<String, String> read(Block block, String key) {
        Map<String, String> pairs = block.pairs(key);
        if (!valid.test(pairs)) {
          block.refuse(key, need);
        }
        return pairs;
      }

      @Override
      public @Nullable String objectionTo(Map<String, String> pairs) {
        return valid.test(pairs) ? null : need;
      }
    };
  }

  private static String shown(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toMillis() + "ms";
  }

  /**
   * A value that has to be there.
   *
   * @param spare what to go on with if it is refused
   */
  private record Checked<T>(
      Conversion<T> conversion, Predicate<? super T> valid, String need, T spare)
      implements Rule<T> {

    @Override
    public T read(Block block, String key) {
      return block.value(key, conversion, valid, need, spare);
    }

    @Override
    public @Nullable String objectionTo(T value) {
      return valid.test(value) ? null : need;
    }
  }
}
