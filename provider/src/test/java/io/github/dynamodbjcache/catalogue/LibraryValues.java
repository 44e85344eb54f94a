package io.github.dynamodbjcache.catalogue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.Unit;
import kotlin.collections.ArraysKt;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlin.ranges.CharRange;
import kotlin.ranges.IntRange;
import kotlin.ranges.LongRange;
import kotlin.text.Regex;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.joda.time.DateMidnight;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Days;
import org.joda.time.Duration;
import org.joda.time.Hours;
import org.joda.time.Interval;
import org.joda.time.LocalDate;
import org.joda.time.LocalDateTime;
import org.joda.time.LocalTime;
import org.joda.time.Minutes;
import org.joda.time.MonthDay;
import org.joda.time.Months;
import org.joda.time.MutableDateTime;
import org.joda.time.Partial;
import org.joda.time.Period;
import org.joda.time.PeriodType;
import org.joda.time.Seconds;
import org.joda.time.Weeks;
import org.joda.time.YearMonth;
import org.joda.time.Years;
import org.joda.time.chrono.BuddhistChronology;
import org.joda.time.chrono.ISOChronology;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.NullValue;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Vector;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeType;
import org.springframework.util.unit.DataSize;

/** Values of Kotlin, Joda-Time, Spring and Hibernate. */
final class LibraryValues {

  private LibraryValues() {}

  static List<Object> kotlin() {
    Map<Integer, Integer> built = MapsKt.createMapBuilder();
    built.put(1, 2);
    List<Integer> list = CollectionsKt.createListBuilder();
    list.add(1);
    return new Samples()
        .addAll(new Pair<>(1, "a"), new Triple<>(1, 2, 3), Unit.INSTANCE, new IntRange(1, 3))
        .addAll(new CharRange('a', 'c'), new LongRange(1, 3), new Regex("a+"))
        .addAll(CollectionsKt.emptyList(), MapsKt.emptyMap(), SetsKt.emptySet())
        .addAll(CollectionsKt.listOf(1), CollectionsKt.listOf(1, 2), MapsKt.mapOf(new Pair<>(1, 2)))
        .addAll(CollectionsKt.build(list), MapsKt.build(built), SetsKt.setOf(1, 2))
        .addAll(ArraysKt.asList(new int[] {1, 2}), CollectionsKt.asReversed(List.of(1, 2)))
        .addAll(new kotlin.collections.ArrayDeque<>(List.of(1)))
        .addAll(kotlin.LazyKt.lazyOf(1), kotlin.text.RegexOption.IGNORE_CASE)
        .all();
  }

  static List<Object> joda() {
    DateTime time = new DateTime(0L, DateTimeZone.UTC);
    return new Samples()
        .addAll(time, new DateTime(0L, DateTimeZone.forID("Europe/Paris")), Duration.millis(5))
        .addAll(new LocalDate(2026, 1, 1), new LocalTime(1, 2), new LocalDateTime(2026, 1, 1, 1, 1))
        .addAll(new Interval(0, 5, DateTimeZone.UTC), new Period(1, 2, 3, 4), Days.ONE, Hours.ONE)
        .addAll(Minutes.ONE, Seconds.ONE, Weeks.ONE, Months.ONE, Years.ONE, new YearMonth(2026, 1))
        .addAll(new MonthDay(2, 29), new MutableDateTime(0L, DateTimeZone.UTC), DateTimeZone.UTC)
        .addAll(DateTimeZone.forID("Europe/Paris"), DateTimeZone.forOffsetHours(1))
        .addAll(ISOChronology.getInstanceUTC(), BuddhistChronology.getInstanceUTC())
        .addAll(PeriodType.days(), new Partial(), new org.joda.time.Instant(5), midnight())
        .addAll(new DateTime(0L, BuddhistChronology.getInstanceUTC()))
        .all();
  }

  @SuppressWarnings("deprecation") // applications have it
  private static Object midnight() {
    return new DateMidnight(0L, DateTimeZone.UTC);
  }

  /** With the preset, a cache stores these. */
  static List<Object> spring() {
    Sort sort = Sort.by(Sort.Order.asc("a").ignoreCase(), Sort.Order.desc("b"));
    HttpHeaders headers = new HttpHeaders();
    headers.add("a", "b");
    LinkedMultiValueMap<String, String> map = new LinkedMultiValueMap<>();
    map.add("a", "b");
    LinkedCaseInsensitiveMap<String> insensitive = new LinkedCaseInsensitiveMap<>();
    insensitive.put("A", "b");
    List<SimpleGrantedAuthority> roles = List.of(new SimpleGrantedAuthority("ROLE_A"));
    return new Samples()
        .addAll(NullValue.INSTANCE, new SimpleKey("a", 1), sort, Sort.unsorted())
        .addAll(PageRequest.of(1, 2, sort), PageRequest.of(0, 5), roles.get(0))
        .addAll(
            new PageImpl<>(List.of("a"), PageRequest.of(0, 5, sort), 1), new PageImpl<>(List.of()))
        .addAll(new SliceImpl<>(List.of("a"), PageRequest.of(0, 5), true))
        .addAll(User.withUsername("u").password("p").roles("A", "B").build())
        .addAll(new User("u", "p", List.of()), headers, HttpMethod.GET, HttpMethod.valueOf("X"))
        .addAll(
            map, insensitive, HttpStatus.OK, MediaType.APPLICATION_JSON, MimeType.valueOf("a/b"))
        .addAll(HttpHeaders.readOnlyHttpHeaders(headers), sort.getOrderFor("a"))
        .all();
  }

  static List<Object> moreOfSpring() {
    return new Samples()
        .addAll(new UsernamePasswordAuthenticationToken("u", "p", List.of()), Limit.of(5))
        .addAll(new SecurityContextImpl(new UsernamePasswordAuthenticationToken("u", "p")))
        .addAll(Range.closed(1, 2), new Point(1, 2), new Distance(1, Metrics.KILOMETERS))
        .addAll(ResponseEntity.ok("a"), new HttpEntity<>("a"), DataSize.ofMegabytes(1))
        .addAll(ContentDisposition.inline().build(), ScrollPosition.offset(5), Example.of("a"))
        .addAll(Vector.of(1.0, 2.0), org.springframework.data.domain.Pageable.unpaged())
        .all();
  }

  /** With the preset, a cache stores these. */
  static List<Object> hibernate() {
    return new Samples()
        .addAll(loaded(new PersistentSet<>(), "set", new HashSet<>(List.of(1))))
        .addAll(loaded(new PersistentBag<>(), "bag", new ArrayList<>(List.of(1))))
        .addAll(loaded(new PersistentList<>(), "list", new ArrayList<>(List.of(1))))
        .addAll(loaded(new PersistentMap<>(), "map", new HashMap<>(Map.of(1, 2))))
        .addAll(loaded(new PersistentSortedSet<>(), "set", new TreeSet<>(List.of(1))))
        .addAll(loaded(new PersistentSortedMap<>(), "map", new TreeMap<>(Map.of(1, 2))))
        .addAll(loaded(new PersistentIdentifierBag<>(), "values", new ArrayList<>(List.of(1))))
        .all();
  }

  /** As a session leaves a collection behind that it has loaded. */
  private static Object loaded(
      AbstractPersistentCollection<?> collection, String field, Object of) {
    try {
      set(collection, collection.getClass(), field, of);
      set(collection, AbstractPersistentCollection.class, "initialized", true);
      return collection;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(Object object, Class<?> type, String field, Object value)
      throws ReflectiveOperationException {
    try {
      Field found = type.getDeclaredField(field);
      found.setAccessible(true);
      found.set(object, value);
    } catch (NoSuchFieldException inherited) {
      set(object, type.getSuperclass(), field, value);
    }
  }
}
