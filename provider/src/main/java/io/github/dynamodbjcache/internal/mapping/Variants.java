package io.github.dynamodbjcache.internal.mapping;

import java.util.ArrayList;
import java.util.List;

/** The records that a sealed type permits, through those that it permits in turn. */
final class Variants {

  private Variants() {}

  static List<Class<?>> of(Class<?> sealedType) {
    List<Class<?>> records = new ArrayList<>();
    collect(sealedType, records);
    return records;
  }

  private static void collect(Class<?> type, List<Class<?>> records) {
    if (type.isRecord()) {
      // A diamond of sealed interfaces leads to one record twice.
      if (!records.contains(type)) {
        records.add(type);
      }
    } else if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, records);
      }
    } else {
      throw new Misfit(
              "is neither a record nor sealed, and variants are records that a sealed type permits")
          .in(type.getSimpleName());
    }
  }
}
