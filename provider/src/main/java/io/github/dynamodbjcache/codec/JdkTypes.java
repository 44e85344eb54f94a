package io.github.dynamodbjcache.codec;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDK's own classes that may be in a serialized value: values and plain collections, with the
 * classes that stand for them in a stream and those that such a stand-in becomes. Named, not
 * referenced, as some are not public.
 *
 * <p>In are classes that are a value (or hold values), and whose reading takes no more time, memory
 * or rights than the bytes that are read: {@code InetAddress} and its kin, which look nothing up
 * when they are read; {@code File}, which is a name; {@code Properties}, which asks the stream's
 * filter before it allocates. {@code URL} is read without looking anything up, but hashed by asking
 * for its host's address: the limits refuse one where it would be hashed.
 *
 * <p>Left out on purpose: what allocates or hashes on reading before the filter is asked ({@code
 * ConcurrentHashMap}, {@code java.time.zone.ZoneRules}; the concurrent collections are written as a
 * {@code StandIn} instead); what is code in disguise ({@code Pattern}, formats, comparators of the
 * application); what is no value ({@code Random}, {@code WeakHashMap}, queues that block).
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
              inPackage("java.io.", "File Serializable"),
              inPackage(
                  "java.net.", "Inet4Address Inet6Address InetAddress InetSocketAddress URI URL"),
              inPackage("java.net.", "SocketAddress"),
              inPackage("java.sql.", "Date Time Timestamp"),
              inPackage(
                  "java.time.",
                  "Duration Instant LocalDate LocalDateTime LocalTime MonthDay OffsetDateTime"
                      + " OffsetTime Period Ser Year YearMonth ZoneId ZoneOffset ZoneRegion"
                      + " ZonedDateTime"),
              inPackage(
                  "java.time.chrono.",
                  "AbstractChronology ChronoLocalDateImpl ChronoLocalDateTimeImpl ChronoPeriodImpl"
                      + " ChronoZonedDateTimeImpl HijrahChronology HijrahDate IsoChronology"
                      + " JapaneseChronology JapaneseDate JapaneseEra MinguoChronology MinguoDate"
                      + " Ser ThaiBuddhistChronology ThaiBuddhistDate"),
              inPackage("java.time.temporal.", "ValueRange WeekFields"),
              inPackage(
                  "java.util.",
                  "AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList"
                      + " AbstractSet ArrayDeque ArrayList BitSet Calendar CollSer Collection"
                      + " Currency Date EnumMap EnumSet GregorianCalendar HashMap HashSet Hashtable"
                      + " IdentityHashMap LinkedHashMap LinkedHashSet LinkedList List Locale Map"
                      + " PriorityQueue Properties Set"
                      + " SimpleTimeZone Stack TimeZone TreeMap TreeSet UUID Vector Dictionary"),
              inPackage(
                  "java.util.",
                  "AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry Arrays$ArrayList"
                      + " Map$Entry EnumSet$SerializationProxy"),
              inPackage(
                  "java.util.Collections$",
                  "AsLIFOQueue CheckedCollection CheckedList CheckedMap CheckedNavigableMap"
                      + " CheckedNavigableSet CheckedQueue CheckedRandomAccessList CheckedSet"
                      + " CheckedSortedMap CheckedSortedSet CopiesList EmptyList EmptyMap EmptySet"
                      + " ReverseComparator ReverseComparator2 SequencedSetFromMap SetFromMap"
                      + " SingletonList SingletonMap SingletonSet SynchronizedCollection"
                      + " SynchronizedList SynchronizedMap SynchronizedNavigableMap"
                      + " SynchronizedNavigableSet SynchronizedRandomAccessList SynchronizedSet"
                      + " SynchronizedSortedMap SynchronizedSortedSet UnmodifiableCollection"
                      + " UnmodifiableList UnmodifiableMap UnmodifiableMap$UnmodifiableEntrySet"
                      + " UnmodifiableNavigableMap UnmodifiableNavigableMap$EmptyNavigableMap"
                      + " UnmodifiableNavigableSet UnmodifiableNavigableSet$EmptyNavigableSet"
                      + " UnmodifiableRandomAccessList UnmodifiableSequencedCollection"
                      + " UnmodifiableSequencedMap UnmodifiableSequencedSet UnmodifiableSet"
                      + " UnmodifiableSortedMap UnmodifiableSortedSet"),
              // The filter also sees what the stream's stand-ins resolve to.
              inPackage(
                  "java.util.",
                  "ImmutableCollections$List12 ImmutableCollections$ListN"
                      + " ImmutableCollections$Map1 ImmutableCollections$MapN"
                      + " ImmutableCollections$Set12 ImmutableCollections$SetN JumboEnumSet"
                      + " RegularEnumSet"),
              inPackage("java.lang.String$", "CaseInsensitiveComparator"),
              inPackage("java.util.concurrent.", "CopyOnWriteArrayList CopyOnWriteArraySet"),
              inPackage(
                  "java.util.concurrent.atomic.",
                  "AtomicBoolean AtomicInteger AtomicIntegerArray AtomicLong AtomicLongArray"
                      + " AtomicReference AtomicReferenceArray DoubleAdder LongAdder Striped64"
                      + " DoubleAdder$SerializationProxy LongAdder$SerializationProxy"),
              // Written in place of concurrent collections, optionals, hash tables in circles, ….
              inPackage(
                  "io.github.dynamodbjcache.internal.codec.java.",
                  "LateTable StandIn StoredOptional StoredUnpaged"),
              inPackage("sun.util.calendar.", "ZoneInfo"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  /** Never in a stream: {@code StandIn} and {@code StoredOptional} become these. */
  private static final Set<String> MADE =
      Stream.of(
              inPackage(
                  "java.util.concurrent.",
                  "ConcurrentHashMap ConcurrentHashMap$KeySetView ConcurrentLinkedDeque"
                      + " ConcurrentLinkedQueue ConcurrentSkipListMap ConcurrentSkipListSet"),
              inPackage("java.util.", "Optional OptionalDouble OptionalInt OptionalLong"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private JdkTypes() {}

  /** True for what stand-ins become that may not be in a stream as itself. */
  static boolean isMade(Class<?> type) {
    return MADE.contains(type.getName());
  }

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
