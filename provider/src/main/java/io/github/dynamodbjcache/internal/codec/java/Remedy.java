package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import java.util.ArrayList;
import java.util.List;

/** The limits that a value would need, for the message that refuses it. */
final class Remedy {

  private static final DeserializationLimits OPEN =
      new DeserializationLimits(
          DeserializationLimits.MOST_DEPTH, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private Remedy() {}

  /** The settings by which bytes that a limit refuses would pass; empty if none would help. */
  static String of(byte[] bytes, DeserializationLimits limits, AllowList allowed) {
    StreamStructure needed;
    try {
      needed = StreamStructure.of(bytes, OPEN, null);
    } catch (CodecException | StackOverflowError helpless) {
      return "";
    }
    List<String> settings = new ArrayList<>();
    if (needed.deepest() > limits.maxDepth()) {
      settings.add(allowed.setting("max-depth") + needed.deepest());
    }
    if (needed.hashSteps() > limits.hashStepsFor(bytes.length)) {
      settings.add(allowed.setting("max-hash-steps") + needed.hashSteps());
    }
    if (needed.references() > limits.maxReferences()) {
      settings.add(allowed.setting("max-references") + needed.references());
    }
    return settings.isEmpty() ? "" : " To store it, set " + String.join(" and ", settings) + ".";
  }
}
