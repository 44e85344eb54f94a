package io.github.dynamodbjcache.internal.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What changes make of an item, where the service has taken them and does not hand back what it
 * made: a transaction does not. All of them see the item as it was before.
 */
public final class ChangedItem {

  private final AttributeValue before;
  private final List<Place> places = new ArrayList<>();

  /** What a place gets; null if it goes. */
  private record Place(List<Object> path, @Nullable AttributeValue value, boolean isThere) {
    int last() {
      return path.get(path.size() - 1) instanceof Integer index ? index : 0;
    }
  }

  private ChangedItem(Map<String, AttributeValue> item) {
    this.before = AttributeValue.fromM(item);
  }

  /** The item after those changes, which the service has taken. */
  public static Map<String, AttributeValue> of(
      Map<String, AttributeValue> item, List<Change> changes) {
    ChangedItem changed = new ChangedItem(item);
    changes.forEach(changed::see);
    return changed.after().m();
  }

  private void see(Change change) {
    AttributeValue there = at(change.path());
    places.add(new Place(change.path().elements(), value(change, there), there != null));
  }

  /**
   * Lists keep their numbers until all is done: first what is there gets its values, then what goes
   * goes, the last one first, and then come those beyond the end.
   */
  private AttributeValue after() {
    AttributeValue item = before;
    Comparator<Place> byNumber = Comparator.comparing(Place::last);
    for (Place place :
        Stream.of(
                places.stream().filter(place -> place.value() != null && !isBeyond(place)),
                places.stream().filter(place -> place.value() == null).sorted(byNumber.reversed()),
                places.stream()
                    .filter(place -> place.value() != null && isBeyond(place))
                    .sorted(byNumber))
            .flatMap(Function.identity())
            .toList()) {
      item = changed(item, place.path(), place);
    }
    return item;
  }

  private static boolean isBeyond(Place place) {
    return !place.isThere() && place.path().get(place.path().size() - 1) instanceof Integer;
  }

  private static AttributeValue changed(AttributeValue container, List<Object> path, Place place) {
    Object first = path.get(0);
    boolean isLast = path.size() == 1;
    if (first instanceof String name) {
      Map<String, AttributeValue> map = new HashMap<>(container.m());
      if (!isLast) {
        map.computeIfPresent(name, (same, inner) -> changed(inner, rest(path), place));
      } else if (place.value() == null) {
        map.remove(name);
      } else {
        map.put(name, place.value());
      }
      return AttributeValue.fromM(map);
    }
    int index = (Integer) first;
    List<AttributeValue> list = new ArrayList<>(container.l());
    if (!isLast) {
      list.set(index, changed(list.get(index), rest(path), place));
    } else if (place.value() == null) {
      if (index < list.size()) {
        list.remove(index);
      }
    } else if (place.isThere()) {
      list.set(index, place.value());
    } else {
      list.add(place.value());
    }
    return AttributeValue.fromL(list);
  }

  private static List<Object> rest(List<Object> path) {
    return path.subList(1, path.size());
  }

  private @Nullable AttributeValue at(AttributePath path) {
    AttributeValue there = before;
    for (Object element : path.elements()) {
      if (there == null) {
        return null;
      }
      if (element instanceof String name) {
        there = there.m().get(name);
      } else {
        int index = (Integer) element;
        there = index < there.l().size() ? there.l().get(index) : null;
      }
    }
    return there;
  }

  private @Nullable AttributeValue value(Change change, @Nullable AttributeValue there) {
    if (change instanceof Change.Set set) {
      return set.value();
    }
    if (change instanceof Change.SetIfAbsent set) {
      return there == null ? set.value() : there;
    }
    if (change instanceof Change.Copy copy) {
      return at(copy.from());
    }
    if (change instanceof Change.Add add) {
      BigDecimal old = there == null ? BigDecimal.ZERO : new BigDecimal(there.n());
      return AttributeValue.fromN(plain(old.add(new BigDecimal(add.number().n()))));
    }
    if (change instanceof Change.Append append) {
      return joined(there == null ? List.of() : there.l(), append.elements());
    }
    if (change instanceof Change.Prepend prepend) {
      return joined(prepend.elements(), there == null ? List.of() : there.l());
    }
    if (change instanceof Change.Include include) {
      return set(include.set(), Stream.concat(elements(there), elements(include.set())));
    }
    if (change instanceof Change.Exclude exclude && there != null) {
      Set<Object> less = new LinkedHashSet<>(elements(exclude.set()).toList());
      return set(there, elements(there).filter(element -> !less.contains(element)));
    }
    return null;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static AttributeValue joined(List<AttributeValue> first, List<AttributeValue> second) {
    return AttributeValue.fromL(Stream.concat(first.stream(), second.stream()).toList());
  }

  /** Numbers by what they are worth. */
  private static Stream<Object> elements(@Nullable AttributeValue set) {
    if (set == null) {
      return Stream.of();
    }
    return switch (set.type()) {
      case NS -> set.ns().stream().map(number -> plain(new BigDecimal(number)));
      case BS -> set.bs().stream().map(Object.class::cast);
      default -> set.ss().stream().map(Object.class::cast);
    };
  }

  /** A set of that type; null for an empty one, since there is none. */
  private static @Nullable AttributeValue set(AttributeValue ofThatType, Stream<Object> elements) {
    List<Object> all = elements.distinct().toList();
    if (all.isEmpty()) {
      return null;
    }
    return switch (ofThatType.type()) {
      case NS -> AttributeValue.fromNs(all.stream().map(String.class::cast).toList());
      case BS -> AttributeValue.fromBs(all.stream().map(SdkBytes.class::cast).toList());
      default -> AttributeValue.fromSs(all.stream().map(String.class::cast).toList());
    };
  }
}
