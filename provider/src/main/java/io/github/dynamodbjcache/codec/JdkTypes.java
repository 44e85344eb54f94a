package io.github.dynamodbjcache.codec;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDK's own classes that may be in a serialized value: values and plain collections, with the
 * classes that stand for them in a stream. Named, not referenced, as some are not public.
 *
 * <p>Left out on purpose: {@code URL} (looks up hosts), {@code ConcurrentHashMap} and others that
 * allocate or hash on reading without asking the stream's filter first, anything with code.
 */
final class JdkTypes {

  private static final Set<String> NAMES =
      Stream.of(
              inPackage(
                  "java.lang.",
                  "Boolean Byte Character CharSequence Class Comparable Double Enum Exception Float"
                      + " Integer Long Number Object RuntimeException Short StackTraceElement"
                      + " String Throwable Void"),
              inPackage("java.math.", "BigDecimal BigInteger MathContext RoundingMode"),
              inPackage("java.io.", "Serializable"),
              inPackage("java.net.", "URI"),
              inPackage("java.sql.", "Date Time Timestamp"),
              inPackage(
                  "java.time.",
                  "Duration Instant LocalDate LocalDateTime LocalTime MonthDay OffsetDateTime"
                      + " OffsetTime Period Ser Year YearMonth ZoneId ZoneOffset ZoneRegion"
                      + " ZonedDateTime"),
              inPackage("java.time.chrono.", "Ser"),
              inPackage(
                  "java.util.",
                  "AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList"
                      + " AbstractSet ArrayDeque ArrayList BitSet Calendar CollSer Collection"
                      + " Currency Date EnumMap EnumSet GregorianCalendar HashMap HashSet Hashtable"
                      + " IdentityHashMap LinkedHashMap LinkedHashSet LinkedList List Locale Map"
                      + " PriorityQueue Set SimpleTimeZone Stack TimeZone TreeMap TreeSet UUID"
                      + " Vector Dictionary"),
              inPackage(
                  "java.util.",
                  "AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry Arrays$ArrayList"
                      + " Map$Entry EnumSet$SerializationProxy"),
              inPackage(
                  "java.util.Collections$",
                  "CopiesList EmptyList EmptyMap EmptySet ReverseComparator ReverseComparator2"
                      + " SetFromMap SingletonList SingletonMap SingletonSet"
                      + " SynchronizedCollection SynchronizedList SynchronizedMap"
                      + " SynchronizedRandomAccessList SynchronizedSet UnmodifiableCollection"
                      + " UnmodifiableList UnmodifiableMap UnmodifiableRandomAccessList"
                      + " UnmodifiableSet UnmodifiableSortedMap UnmodifiableSortedSet"
                      + " UnmodifiableNavigableMap UnmodifiableNavigableSet"),
              // The filter also sees what the stream's stand-ins resolve to.
              inPackage(
                  "java.util.",
                  "ImmutableCollections$List12 ImmutableCollections$ListN"
                      + " ImmutableCollections$Map1 ImmutableCollections$MapN"
                      + " ImmutableCollections$Set12 ImmutableCollections$SetN JumboEnumSet"
                      + " RegularEnumSet"),
              inPackage("java.lang.String$", "CaseInsensitiveComparator"),
              inPackage("java.util.concurrent.", "CopyOnWriteArrayList CopyOnWriteArraySet"),
              inPackage("java.util.concurrent.atomic.", "AtomicBoolean AtomicInteger AtomicLong"),
              inPackage("sun.util.calendar.", "ZoneInfo"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private JdkTypes() {}

  /** True for those named above and for the JDK's enums. */
  static boolean contains(Class<?> type) {
    return NAMES.contains(type.getName()) || (isJdk(type.getName()) && isEnum(type));
  }

  /** True for the names of classes of the JDK's specified packages. */
  static boolean isJdk(String className) {
    return className.startsWith("java.") || NAMES.contains(className);
  }

  private static boolean isEnum(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return type.isEnum() || (parent != null && parent.isEnum());
  }

  private static Stream<String> inPackage(String prefix, String simpleNames) {
    return Stream.of(simpleNames.split(" ")).map(prefix::concat);
  }
}
