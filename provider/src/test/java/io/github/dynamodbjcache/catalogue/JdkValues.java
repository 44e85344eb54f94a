package io.github.dynamodbjcache.catalogue;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahChronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.HijrahEra;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoChronology;
import java.time.chrono.MinguoDate;
import java.time.chrono.MinguoEra;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.chrono.ThaiBuddhistDate;
import java.time.chrono.ThaiBuddhistEra;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The JDK's values and collections, views and what is no value at all. */
final class JdkValues {

  private JdkValues() {}

  static List<Object> all() {
    Samples samples = new Samples();
    scalars(samples);
    addresses(samples);
    times(samples);
    collections(samples);
    wrappers(samples);
    concurrent(samples);
    views(samples);
    noValues(samples);
    return samples.all();
  }

  /** Stored by every cache, whatever it is set to. */
  static List<Object> withoutSettings() {
    Samples samples = new Samples();
    scalars(samples);
    addresses(samples);
    times(samples);
    collections(samples);
    wrappers(samples);
    concurrent(samples);
    views(samples);
    return samples.all();
  }

  private static void scalars(Samples samples) {
    samples
        .addAll("text", true, 'c', (byte) 1, (short) 1, 1, 1L, 1.5f, 1.5, new byte[] {1, 2})
        .addAll(new BigInteger("1"), new BigDecimal("1.50"), MathContext.DECIMAL32)
        .addAll(RoundingMode.UP, UUID.randomUUID(), Locale.GERMANY, Currency.getInstance("EUR"))
        .addAll(URI.create("a:b"), new BitSet(3), String.class, int[].class, TimeUnit.DAYS)
        .addAll(new Date(1), new java.sql.Date(1), new java.sql.Time(1), new java.sql.Timestamp(1))
        .addAll(new int[] {1}, new long[] {1}, new char[] {'a'}, new double[] {1}, new boolean[1])
        .addAll(new float[] {1}, new short[] {1}, new String[] {"a"}, new Object[] {1, "a"})
        .addAll(new int[][] {{1}, {2}}, new Integer[] {1, 2}, new LocalDate[] {LocalDate.EPOCH})
        .addAll(new AtomicInteger(1), new AtomicLong(1), new AtomicBoolean(true))
        .addAll(new AtomicReference<>("a"), new AtomicReference<>(new byte[] {1}))
        .addAll(new AtomicIntegerArray(2), new AtomicLongArray(2))
        .addAll(new AtomicReferenceArray<>(new String[] {"a", "b"}))
        .addAll(Optional.of("a"), Optional.empty(), Optional.of(new byte[] {1}), OptionalInt.of(1))
        .addAll(OptionalInt.empty(), OptionalLong.of(1), OptionalDouble.of(1), new File("a/b"))
        .addAll(new StackTraceElement("a", "b", "c", 1), new RuntimeException("x"))
        .addAll(new Exception("x", new Throwable("y")), Thread.State.NEW);
    LongAdder adder = new LongAdder();
    adder.add(5);
    DoubleAdder doubles = new DoubleAdder();
    doubles.add(2.5);
    samples.addAll(adder, doubles);
  }

  private static void addresses(Samples samples) {
    samples
        .add(() -> InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
        .add(() -> InetAddress.getByAddress("a.example", new byte[] {10, 0, 0, 1}))
        .add(() -> Inet6Address.getByAddress("b.example", new byte[16], 0))
        .add(() -> new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 80))
        .add(() -> InetSocketAddress.createUnresolved("c.example", 80))
        .add(() -> new URL("http://no-such-host.invalid:80/a?b=c#d"))
        .add(() -> new URL("file:/tmp/x"))
        .add(() -> new URL("jar:file:/tmp/x.jar!/a"))
        .add(() -> List.of(new URL("http://no-such-host.invalid/")));
  }

  private static void times(Samples samples) {
    JapaneseDate japanese = JapaneseDate.of(2024, 2, 29);
    samples
        .addAll(Instant.EPOCH, LocalDate.EPOCH, LocalTime.NOON, LocalDateTime.MIN)
        .addAll(OffsetTime.MIN, OffsetDateTime.MAX, Duration.ofHours(1), Period.ofDays(1))
        .addAll(Year.of(1), YearMonth.of(1, 1), MonthDay.of(2, 29), DayOfWeek.MONDAY, Month.MAY)
        .addAll(ZoneOffset.UTC, ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(3))
        .addAll(ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris")))
        .addAll(japanese, JapaneseEra.REIWA, JapaneseChronology.INSTANCE)
        .addAll(HijrahDate.of(1445, 1, 1), HijrahEra.AH, HijrahChronology.INSTANCE)
        .addAll(MinguoDate.of(100, 1, 1), MinguoEra.ROC, MinguoChronology.INSTANCE)
        .addAll(ThaiBuddhistDate.of(2567, 1, 1), ThaiBuddhistEra.BE)
        .addAll(ThaiBuddhistChronology.INSTANCE, IsoChronology.INSTANCE)
        .addAll(japanese.atTime(LocalTime.NOON))
        .addAll(japanese.atTime(LocalTime.NOON).atZone(ZoneId.of("Asia/Tokyo")))
        .addAll(JapaneseChronology.INSTANCE.period(1, 2, 3), ChronoUnit.DAYS, ChronoField.YEAR)
        .addAll(ValueRange.of(1, 2), WeekFields.ISO, WeekFields.SUNDAY_START)
        .addAll(TimeZone.getTimeZone("Europe/Paris"), new SimpleTimeZone(1, "x"))
        .addAll(new GregorianCalendar(2026, 1, 1));
  }

  private static void collections(Samples samples) {
    Map<String, Integer> map = Map.of("a", 1, "b", 2);
    TreeMap<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(map);
    Properties defaults = new Properties();
    defaults.setProperty("a", "b");
    Properties properties = new Properties(defaults);
    properties.setProperty("c", "d");
    samples
        .addAll(new ArrayList<>(List.of(1)), new LinkedList<>(List.of(1)), new Vector<>(List.of(1)))
        .addAll(new Stack<>(), new ArrayDeque<>(List.of(1)), new PriorityQueue<>(List.of(2, 1)))
        .addAll(
            new HashSet<>(List.of(1)), new LinkedHashSet<>(List.of(1)), new TreeSet<>(Set.of(1)))
        .addAll(new HashMap<>(map), new LinkedHashMap<>(map), sorted, new Hashtable<>(map))
        .addAll(new EnumMap<>(Map.of(TimeUnit.DAYS, 1)), EnumSet.of(TimeUnit.DAYS), properties)
        .addAll(EnumSet.noneOf(TimeUnit.class), new IdentityHashMap<>(Map.of(TimeUnit.DAYS, 1)))
        .addAll(List.of(), List.of(1), List.of(1, 2, 3), Set.of(), Set.of(1), Set.of(1, 2, 3))
        .addAll(Map.of(), Map.of(1, 2), map, Arrays.asList(1, 2, null), Stream.of(1, 2).toList())
        .addAll(new TreeMap<>(Map.of(2, 1)), new TreeSet<>(Comparator.reverseOrder()))
        .addAll(new TreeMap<>(Comparator.<Integer>naturalOrder()))
        .addAll(new AbstractMap.SimpleEntry<>(1, 2), new AbstractMap.SimpleImmutableEntry<>(1, 2))
        .addAll(new ArrayList<>(List.of(new byte[] {1}, new int[] {2})))
        .addAll(new HashMap<>(Map.of("a", new byte[] {1})), List.of(new AtomicInteger(3)));
  }

  private static void wrappers(Samples samples) {
    List<Integer> list = new ArrayList<>(List.of(1));
    Map<Integer, Integer> map = new HashMap<>(Map.of(1, 2));
    samples
        .addAll(Collections.emptyList(), Collections.emptySet(), Collections.emptyMap())
        .addAll(Collections.emptySortedMap(), Collections.emptySortedSet())
        .addAll(Collections.emptyNavigableMap(), Collections.emptyNavigableSet())
        .addAll(Collections.singleton(1), Collections.singletonList(1))
        .addAll(Collections.singletonMap(1, 2), Collections.nCopies(3, "a"))
        .addAll(Collections.unmodifiableCollection(list), Collections.unmodifiableList(list))
        .addAll(Collections.unmodifiableList(new LinkedList<>(list)))
        .addAll(Collections.unmodifiableSet(new HashSet<>(list)), Collections.unmodifiableMap(map))
        .addAll(Collections.unmodifiableSortedSet(new TreeSet<>(list)))
        .addAll(Collections.unmodifiableNavigableSet(new TreeSet<>(list)))
        .addAll(Collections.unmodifiableSortedMap(new TreeMap<>(map)))
        .addAll(Collections.unmodifiableNavigableMap(new TreeMap<>(map)))
        .addAll(Collections.synchronizedCollection(list), Collections.synchronizedList(list))
        .addAll(Collections.synchronizedList(new LinkedList<>(list)))
        .addAll(Collections.synchronizedSet(new HashSet<>(list)), Collections.synchronizedMap(map))
        .addAll(Collections.synchronizedSortedSet(new TreeSet<>(list)))
        .addAll(Collections.synchronizedNavigableSet(new TreeSet<>(list)))
        .addAll(Collections.synchronizedSortedMap(new TreeMap<>(map)))
        .addAll(Collections.synchronizedNavigableMap(new TreeMap<>(map)))
        .addAll(Collections.checkedCollection(list, Integer.class))
        .addAll(Collections.checkedList(list, Integer.class))
        .addAll(Collections.checkedList(new LinkedList<>(list), Integer.class))
        .addAll(Collections.checkedSet(new HashSet<>(list), Integer.class))
        .addAll(Collections.checkedSortedSet(new TreeSet<>(list), Integer.class))
        .addAll(Collections.checkedNavigableSet(new TreeSet<>(list), Integer.class))
        .addAll(Collections.checkedMap(map, Integer.class, Integer.class))
        .addAll(Collections.checkedSortedMap(new TreeMap<>(map), Integer.class, Integer.class))
        .addAll(Collections.checkedNavigableMap(new TreeMap<>(map), Integer.class, Integer.class))
        .addAll(Collections.checkedQueue(new ArrayDeque<>(list), Integer.class))
        .addAll(Collections.asLifoQueue(new ArrayDeque<>(list)))
        .addAll(newSetFromMap())
        .addAll(Collections.newSetFromMap(new HashMap<>()), Collections.reverseOrder())
        .addAll(Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER));
  }

  private static Set<Integer> newSetFromMap() {
    Set<Integer> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
    set.add(1);
    return set;
  }

  private static void concurrent(Samples samples) {
    Set<Integer> set = ConcurrentHashMap.newKeySet();
    set.add(1);
    ConcurrentHashMap<Integer, Object> map = new ConcurrentHashMap<>(Map.of(1, "a"));
    samples
        .addAll(map, set, new ConcurrentHashMap<>(Map.of("k", new ConcurrentHashMap<>(map))))
        .addAll(new ConcurrentSkipListMap<>(map), new ConcurrentSkipListSet<>(set))
        .addAll(new ConcurrentLinkedQueue<>(set), new ConcurrentLinkedDeque<>(set))
        .addAll(new CopyOnWriteArrayList<>(set), new CopyOnWriteArraySet<>(set))
        .addAll(List.of(new ConcurrentHashMap<>(map), new ConcurrentHashMap<>(map)))
        .addAll(map.keySet(), map.values(), map.entrySet(), new ArrayList<>(List.of(map, map)))
        .addAll(
            new ConcurrentSkipListMap<>(map).headMap(2), new ConcurrentSkipListMap<>(map).keySet())
        .addAll(Collections.unmodifiableMap(map), new ConcurrentSkipListMap<>(map).values());
  }

  private static void views(Samples samples) {
    ArrayList<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    HashMap<String, Object> map = new HashMap<>(Map.of("a", 1, "b", new byte[] {2}));
    LinkedHashMap<Integer, Integer> linked = new LinkedHashMap<>(Map.of(1, 2, 3, 4));
    TreeMap<Integer, Integer> sorted = new TreeMap<>(linked);
    EnumMap<TimeUnit, Integer> byUnit = new EnumMap<>(Map.of(TimeUnit.DAYS, 1));
    TreeSet<Integer> numbers = new TreeSet<>(list);
    samples
        .addAll(
            list.subList(1, 2), new LinkedList<>(list).subList(1, 2), List.of(1, 2).subList(0, 1))
        .addAll(Arrays.asList(1, 2).subList(0, 1), new Vector<>(list).subList(1, 2))
        .addAll(list.subList(0, 2).subList(0, 1), Collections.unmodifiableList(list.subList(1, 2)))
        .addAll(new CopyOnWriteArrayList<>(list).subList(1, 2))
        .addAll(map.keySet(), map.values(), map.entrySet(), map.entrySet().iterator().next())
        .addAll(linked.keySet(), linked.values(), linked.entrySet())
        .addAll(sorted.keySet(), sorted.values(), sorted.entrySet(), sorted.headMap(2))
        .addAll(sorted.descendingMap(), sorted.navigableKeySet(), sorted.firstEntry())
        .addAll(sorted.descendingKeySet(), sorted.tailMap(2).keySet(), sorted.headMap(2).entrySet())
        .addAll(numbers.headSet(2), numbers.descendingSet(), byUnit.keySet(), byUnit.values())
        .addAll(
            byUnit.entrySet(), new Hashtable<>(linked).keySet(), new Hashtable<>(linked).values())
        .addAll(Map.of(1, 2).keySet(), Map.of(1, 2, 3, 4).values(), Map.of(1, 2).entrySet())
        .addAll(Map.entry("a", 1), Collections.unmodifiableMap(map).keySet())
        .addAll(
            Collections.unmodifiableMap(map).values(), Collections.unmodifiableMap(map).entrySet())
        .addAll(Collections.synchronizedMap(map).keySet(), Collections.singletonMap(1, 2).keySet())
        .addAll(IntStream.range(0, 9).boxed().collect(Collectors.partitioningBy(i -> i > 4)))
        .addAll(Stream.of("a", "bb").collect(Collectors.groupingBy(String::length)))
        .addAll(Stream.of(1).collect(Collectors.toUnmodifiableMap(i -> i, i -> i)), System.getenv())
        .addAll(new Properties().keySet(), new Properties().entrySet(), new Properties().values());
  }

  private static void noValues(Samples samples) {
    samples
        .addAll(new Object(), new Random(), Pattern.compile("a"), new WeakHashMap<>(Map.of(1, 2)))
        .addAll(new ArrayBlockingQueue<>(3), new LinkedBlockingQueue<>(List.of(1)))
        .addAll(new LinkedBlockingDeque<>(), new PriorityBlockingQueue<>(List.of(1)))
        .addAll(
            new SimpleDateFormat("yyyy", Locale.ROOT), new DecimalFormat("0"), Clock.systemUTC())
        .addAll(new StringBuilder("a"), new StringBuffer("a"), new StringJoiner(","), Path.of("a"))
        .addAll(Stream.of(1), List.of(1).iterator(), CompletableFuture.completedFuture(1))
        .addAll((Supplier<String>) () -> "x", new Thread(), ZoneId.of("Europe/Paris").getRules())
        .addAll(new TreeSet<>(Comparator.comparing(String::length)));
  }
}
