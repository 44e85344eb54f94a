package io.github.dynamodbjcache.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shortest settings that allow some classes beside what is set already.
 *
 * @param before the patterns that are set
 * @param added those to add to them
 * @param presetsBefore the presets that are set
 * @param presetsAdded those to add to them
 */
record AllowSetting(
    List<String> before,
    List<String> added,
    List<SerializationPreset> presetsBefore,
    List<SerializationPreset> presetsAdded) {

  /** Under these, several organisations put their packages. */
  private static final Set<String> SHARED_ROOTS =
      Set.of(
          "com.amazonaws",
          "com.fasterxml",
          "com.github",
          "com.google",
          "io.github",
          "io.micronaut",
          "io.quarkus",
          "org.apache",
          "org.eclipse",
          "org.hibernate",
          "org.jboss",
          "org.springframework",
          "software.amazon");

  /** The settings to make; presets go first, as they name what is known to be harmless. */
  static AllowSetting with(
      List<String> patterns, List<SerializationPreset> presets, Collection<String> classNames) {
    Set<SerializationPreset> needed = new LinkedHashSet<>();
    for (String name : classNames) {
      if (!isOfTheJdk(name)) {
        SerializationPreset.of(name).ifPresent(needed::add);
      }
    }
    List<String> others =
        classNames.stream()
            .filter(name -> needed.stream().noneMatch(preset -> preset.allows(name)))
            .sorted()
            .toList();
    return new AllowSetting(patterns, shortest(others), List.copyOf(presets), List.copyOf(needed));
  }

  private static List<String> shortest(List<String> names) {
    Map<String, List<String>> byPackage = new TreeMap<>();
    List<String> patterns = new ArrayList<>();
    for (String name : names) {
      if (isOfTheJdk(name) || packageOf(name).isEmpty()) {
        patterns.add(name);
      } else {
        byPackage.computeIfAbsent(packageOf(name), key -> new ArrayList<>()).add(name);
      }
    }
    Map<String, List<String>> byRoot =
        byPackage.keySet().stream()
            .collect(
                Collectors.groupingBy(AllowSetting::rootOf, TreeMap::new, Collectors.toList()));
    byRoot.forEach(
        (root, packages) -> {
          if (packages.size() > 1 && !root.isEmpty()) {
            patterns.add(commonPrefix(packages) + ".**");
          } else {
            for (String each : packages) {
              List<String> classes = byPackage.getOrDefault(each, List.of());
              patterns.add(classes.size() > 1 ? each + ".*" : classes.get(0));
            }
          }
        });
    return patterns;
  }

  /** What the packages of one application or library share: two parts, or three; or nothing. */
  private static String rootOf(String packageName) {
    String[] parts = packageName.split("\\.");
    if (parts.length < 2) {
      return "";
    }
    String root = parts[0] + "." + parts[1];
    if (!SHARED_ROOTS.contains(root)) {
      return root;
    }
    return parts.length < 3 ? "" : root + "." + parts[2];
  }

  private static String commonPrefix(List<String> packages) {
    String prefix = packages.get(0);
    for (String each : packages) {
      while (!(each + ".").startsWith(prefix + ".")) {
        prefix = prefix.substring(0, prefix.lastIndexOf('.'));
      }
    }
    return prefix;
  }

  /** Why, and that it is to be set. */
  String reason(List<String> names) {
    if (!presetsAdded.isEmpty()) {
      return added.isEmpty()
          ? (names.size() == 1 ? ". It is one of those" : ". They are those")
              + " that a preset allows: set "
          : ". If they are values of the application, or of libraries that it trusts, set ";
    }
    if (names.stream().allMatch(AllowSetting::isOfTheJdk)) {
      return names.size() == 1
          ? ": it is a class of the JDK, but not among those that are always allowed. To add it,"
              + " set "
          : ": they are classes of the JDK, but not among those that are always allowed. To add"
              + " them, set ";
    }
    return names.size() == 1
        ? ". If it is one of the application's own values, set "
        : ". If they are values of the application, or of libraries that it trusts, set ";
  }

  /** The whole list of presets, if it has to change. */
  Optional<String> presets() {
    return presetsAdded.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Stream.concat(presetsBefore.stream(), presetsAdded.stream())
                .distinct()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "[", "]")));
  }

  /** The whole list of patterns, if it has to change. */
  Optional<String> patterns() {
    if (added.isEmpty()) {
      return Optional.empty();
    }
    List<String> all =
        new ArrayList<>(
            before.stream()
                .filter(each -> added.stream().noneMatch(pattern -> covers(pattern, each)))
                .toList());
    all.addAll(added);
    return Optional.of(all.stream().distinct().collect(Collectors.joining("\", \"", "[\"", "\"]")));
  }

  /** True if the first pattern allows all that the second does. */
  private static boolean covers(String pattern, String other) {
    if (pattern.endsWith(".**")) {
      return other.startsWith(pattern.substring(0, pattern.length() - 2));
    }
    return pattern.endsWith(".*")
        && !other.endsWith("*")
        && packageOf(other).equals(pattern.substring(0, pattern.length() - 2));
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static boolean isOfTheJdk(String className) {
    return JdkTypes.isJdk(className) || className.startsWith("javax.");
  }
}
