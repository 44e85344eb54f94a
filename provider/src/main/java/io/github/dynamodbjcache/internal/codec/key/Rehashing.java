package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes keys that another JVM has serialized anew, with the hashes that they and the objects in
 * them would keep here. Whether they are the same keys then is for the caller to see: what looks
 * like a hash may be a number that was given.
 */
final class Rehashing {

  /** More than any key has that is one; so that nobody can keep a reader busy by sharing. */
  private static final int MOST_OBJECTS = 10_000;

  private final AllowList allowed;
  private final StandIns standIns;
  private final Map<Object, Object> done = new IdentityHashMap<>();
  private boolean changed;

  /** For one key. */
  Rehashing(AllowList allowed, StandIns standIns) {
    this.allowed = allowed;
    this.standIns = standIns;
  }

  /** True if anything was made anew. */
  boolean hasChanged() {
    return changed;
  }

  /** The object, or one in its place. */
  Object of(Object object) {
    if (!(object instanceof Serializable)
        || object instanceof Enum
        || object instanceof Class
        || Scalars.of(object.getClass()) != null) {
      return object;
    }
    Object known = done.get(object);
    if (known == null && done.size() < MOST_OBJECTS) {
      done.put(object, object); // An object that holds itself stays as it is.
      known = anew(object);
      done.put(object, known);
    }
    return known == null ? object : known;
  }

  private Object anew(Object object) {
    Object whole = ofInside(object);
    for (CachedHash candidate : CachedHash.candidates(whole, allowed, standIns)) {
      Optional<Object> renewed = candidate.renewed();
      if (renewed.isPresent()) {
        changed = true;
        return renewed.get();
      }
    }
    return whole;
  }

  private Object ofInside(Object object) {
    SerialForm form = SerialForm.of(object, allowed, standIns);
    List<Object> inside = form.inside();
    List<Object> renewed = new ArrayList<>();
    boolean same = true;
    for (Object each : inside) {
      Object other = of(each);
      renewed.add(other);
      same &= other == each;
    }
    try {
      return same ? object : form.around(renewed);
    } catch (IOException | RuntimeException refusedByItsClass) {
      return object;
    }
  }
}
