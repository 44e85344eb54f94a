package io.github.dynamodbjcache.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "What goes in comes out, or is refused when it goes in, by a message that helps once": over a
 * catalogue of classes of the JDK, Guava, Kotlin, Joda-Time, Spring and Hibernate.
 */
class CatalogueTest {

  private static final int PROMISED_CLASSES = 300;

  private static final Pattern ALLOW = Pattern.compile("serialization\\.allow = \\[(.*?)]");
  private static final Pattern PRESETS = Pattern.compile("serialization\\.presets = \\[(.*?)]");

  private final Set<String> classes = new HashSet<>();
  private final Map<String, String> failures = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();

  /** What a cache is set to. */
  private record Setting(List<String> allow, List<SerializationPreset> presets) {

    static final Setting NONE = new Setting(List.of(), List.of());

    CacheCodec<Object, Object> codec() {
      ClassLoader loader = CatalogueTest.class.getClassLoader();
      return CacheCodec.builder(
              Object.class, Object.class, AllowList.of("c", allow, presets), loader)
          .build();
    }

    /** What the message says to set; this, if it says nothing. */
    Setting saidBy(CodecException refusal) {
      List<String> said = list(ALLOW, refusal).map(each -> each.replace("\"", "")).toList();
      List<SerializationPreset> libraries =
          list(PRESETS, refusal)
              .map(each -> SerializationPreset.valueOf(each.toUpperCase(Locale.ROOT)))
              .toList();
      return new Setting(said.isEmpty() ? allow : said, libraries.isEmpty() ? presets : libraries);
    }

    private static Stream<String> list(Pattern setting, CodecException refusal) {
      Matcher matcher = setting.matcher(String.valueOf(refusal.getMessage()));
      return matcher.find() ? Arrays.stream(matcher.group(1).split(", ")) : Stream.of();
    }
  }

  @Test
  void whatIsWrittenIsReadBackEqualOrRefusedInWriting() {
    List<Object> all = new ArrayList<>(JdkValues.all());
    all.addAll(ScannedValues.all());
    all.addAll(GuavaValues.all());
    all.addAll(LibraryValues.kotlin());
    all.addAll(LibraryValues.joda());
    all.addAll(LibraryValues.spring());
    all.addAll(LibraryValues.moreOfSpring());
    all.addAll(LibraryValues.hibernate());
    for (Object value : all) {
      for (Function<Object, Object> within : within()) {
        check(within.apply(value), value.getClass().getName());
      }
    }
    System.out.println(classes.size() + " classes, refused for good: " + refused.size());
    refused.forEach((type, why) -> System.out.println("  " + type + ": " + why));
    assertThat(failures).isEmpty();
    assertThat(classes).hasSizeGreaterThanOrEqualTo(PROMISED_CLASSES);
  }

  /** As a value, and where it is held by another one. */
  private static List<Function<Object, Object>> within() {
    return List.of(
        value -> value,
        value -> new ArrayList<>(List.of(value)),
        value -> new Object[] {value, "x", value});
  }

  private void check(Object value, String type) {
    classes.add(type);
    Setting setting = Setting.NONE;
    for (int round = 0; round <= 2; round++) {
      try {
        readBack(setting.codec(), value, type);
        return;
      } catch (CodecException refusal) {
        Setting said = setting.saidBy(refusal);
        if (said.equals(setting)) {
          refused.put(type, String.valueOf(refusal.getMessage()));
          return;
        }
        // The JDK does not let be seen what its own stand-ins become.
        if (round == 1 && !type.startsWith("java.")) {
          failures.put(type, "needs a second round: " + refusal.getMessage());
        }
        setting = said;
      }
    }
    failures.put(type, "is refused with what its refusals say: " + setting);
  }

  private void readBack(CacheCodec<Object, Object> codec, Object value, String type) {
    Map<String, AttributeValue> data = codec.data(codec.place("k"), value);
    try {
      Object found = codec.value(codec.place("k"), data);
      Object again = codec.value(codec.place("k"), data);
      if (!value.equals(found) && ContentEquality.compare(value, found) != Verdict.SAME) {
        failures.put(type, "comes back as another: " + value + ", " + found);
      }
      if (!codec.sameValue(found, again)) {
        failures.put(type, "is not the same as its copy");
      }
    } catch (CodecException e) {
      failures.put(type, "was written and is not read: " + e.getMessage());
    }
  }

  @Test
  void valuesOfTheJdkNeedNoSetting() {
    for (Object value : JdkValues.withoutSettings()) {
      readBack(Setting.NONE.codec(), value, value.getClass().getName());
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aPresetAllowsWhatItsLibraryStores() {
    List<Object> all = new ArrayList<>(LibraryValues.spring());
    all.addAll(LibraryValues.hibernate());
    Setting both =
        new Setting(List.of(), List.of(SerializationPreset.SPRING, SerializationPreset.HIBERNATE));
    for (Object value : all) {
      readBack(both.codec(), value, value.getClass().getName());
    }
    assertThat(failures).isEmpty();
  }
}
