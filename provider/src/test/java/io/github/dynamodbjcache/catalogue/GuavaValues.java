package io.github.dynamodbjcache.catalogue;

import com.google.common.base.Optional;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ArrayTable;
import com.google.common.collect.BoundType;
import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.EnumBiMap;
import com.google.common.collect.EnumHashBiMap;
import com.google.common.collect.EnumMultiset;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedMultiset;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.collect.Ordering;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeBasedTable;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import com.google.common.collect.TreeRangeSet;
import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import com.google.common.hash.HashCode;
import com.google.common.net.HostAndPort;
import com.google.common.net.HostSpecifier;
import com.google.common.net.InternetDomainName;
import com.google.common.net.MediaType;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.common.primitives.UnsignedInteger;
import com.google.common.primitives.UnsignedLong;
import com.google.common.util.concurrent.AtomicDouble;
import com.google.common.util.concurrent.AtomicLongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Guava's values, most of which are replaced when they are written. */
final class GuavaValues {

  private GuavaValues() {}

  static List<Object> all() {
    Samples samples = new Samples();
    immutable(samples);
    mutable(samples);
    views(samples);
    values(samples);
    return samples.all();
  }

  private static void immutable(Samples samples) {
    samples
        .addAll(ImmutableList.of(), ImmutableList.of(1), ImmutableList.of(1, 2, 3))
        .addAll(ImmutableList.of(1, 2, 3).reverse(), ImmutableList.of(1, 2, 3).subList(1, 2))
        .addAll(ImmutableSet.of(), ImmutableSet.of(1), ImmutableSet.of(1, 2, 3))
        .addAll(ImmutableSet.copyOf(Set.of(TimeUnit.DAYS, TimeUnit.HOURS)))
        .addAll(Sets.immutableEnumSet(TimeUnit.DAYS, TimeUnit.HOURS))
        .addAll(ImmutableMap.of(), ImmutableMap.of(1, 2), ImmutableMap.of(1, 2, 3, 4))
        .addAll(Maps.immutableEnumMap(Map.of(TimeUnit.DAYS, 1)), ImmutableMap.of(1, 2).keySet())
        .addAll(ImmutableMap.of(1, 2, 3, 4).values(), ImmutableMap.of(1, 2, 3, 4).entrySet())
        .addAll(ImmutableBiMap.of(1, 2), ImmutableBiMap.of(1, 2, 3, 4).inverse())
        .addAll(ImmutableSortedSet.of(2, 1), ImmutableSortedMap.of(2, 1))
        .addAll(ImmutableSortedSet.of(2, 1).descendingSet(), ImmutableSortedMap.of(2, 1).keySet())
        .addAll(ImmutableMultiset.of(1, 1), ImmutableSortedMultiset.of(1, 1))
        .addAll(ImmutableListMultimap.of(1, 2), ImmutableSetMultimap.of(1, 2))
        .addAll(ImmutableListMultimap.of(), ImmutableSetMultimap.of())
        .addAll(ImmutableTable.of(), ImmutableTable.of(1, 2, 3), ImmutableIntArray.of(1, 2))
        .addAll(ImmutableLongArray.of(1), ImmutableDoubleArray.of(1))
        .addAll(ImmutableRangeSet.of(Range.closed(1, 2)))
        .addAll(ImmutableRangeMap.of(Range.closed(1, 2), "a"));
  }

  private static void mutable(Samples samples) {
    HashBasedTable<Integer, Integer, String> table = HashBasedTable.create();
    table.put(1, 2, "a");
    samples
        .addAll(ArrayListMultimap.create(ImmutableListMultimap.of(1, 2)))
        .addAll(HashMultimap.create(ImmutableListMultimap.of(1, 2)))
        .addAll(LinkedHashMultimap.create(ImmutableListMultimap.of(1, 2)))
        .addAll(LinkedListMultimap.create(ImmutableListMultimap.of(1, 2)))
        .addAll(TreeMultimap.create(ImmutableListMultimap.of(1, 2)))
        .addAll(HashMultiset.create(List.of(1, 1)), LinkedHashMultiset.create(List.of(1)))
        .addAll(TreeMultiset.create(List.of(1, 1)), EnumMultiset.create(List.of(TimeUnit.DAYS)))
        .addAll(HashBiMap.create(Map.of(1, 2)), EnumHashBiMap.create(Map.of(TimeUnit.DAYS, 1)))
        .addAll(EnumBiMap.create(Map.of(TimeUnit.DAYS, TimeUnit.HOURS)), table)
        .addAll(TreeBasedTable.create(), ArrayTable.create(List.of(1), List.of(2)))
        .addAll(TreeRangeSet.create(List.of(Range.closed(1, 2))));
  }

  private static void views(Samples samples) {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    samples
        .addAll(Lists.reverse(list), Lists.partition(list, 2), Lists.asList(1, new Integer[] {2}))
        .addAll(Lists.transform(list, i -> i + 1), Maps.filterKeys(Map.of(1, 2), i -> i > 0))
        .addAll(Sets.union(Set.of(1), Set.of(2)), Sets.powerSet(Set.of(1, 2)))
        .addAll(Lists.cartesianProduct(list, list), ArrayListMultimap.create().asMap())
        .addAll(Maps.uniqueIndex(list, i -> i), Ints.asList(1, 2), Longs.asList(1, 2))
        .addAll(Sets.newConcurrentHashSet(List.of(1)), Maps.immutableEntry(1, 2));
  }

  private static void values(Samples samples) {
    AtomicLongMap<String> counts = AtomicLongMap.create(Map.of("a", 1L));
    samples
        .addAll(Optional.of(1), Optional.absent(), Range.closed(1, 2), Range.all())
        .addAll(Range.downTo(1, BoundType.OPEN), ContiguousSet.closed(1, 3))
        .addAll(DiscreteDomain.integers(), HostAndPort.fromParts("a.example", 80))
        .addAll(InternetDomainName.from("a.example.com"), MediaType.ANY_TYPE)
        .addAll(UnsignedInteger.ONE, UnsignedLong.ONE, HashCode.fromInt(1), HashCode.fromLong(1))
        .addAll(HashCode.fromBytes(new byte[] {1, 2, 3, 4}), new AtomicDouble(1.5), counts)
        .addAll(BloomFilter.create(Funnels.integerFunnel(), 10), Ordering.natural())
        .addAll(Ordering.natural().reverse(), HostSpecifier.fromValid("a.example.com"));
  }
}
