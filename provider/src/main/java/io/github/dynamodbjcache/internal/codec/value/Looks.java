package io.github.dynamodbjcache.internal.codec.value;

import java.io.Serializable;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hash of content, to tell objects apart that compare by identity: the same for what {@link
 * ContentEquality} finds the same without asking their {@code equals}, and mostly another for
 * others. Looks a few levels deep only, so that circles end.
 */
final class Looks {

  private static final int LEVELS = 4;

  private static final int MOST_ELEMENTS = 32;

  private Looks() {}

  /** That of an object whose {@code equals} is known to say no. */
  static int of(@Nullable Object object) {
    return object == null || isHolder(object) ? of(object, LEVELS) : ofForm(object, LEVELS);
  }

  private static int of(@Nullable Object object, int levels) {
    if (object == null || levels == 0) {
      return 0;
    }
    if (object instanceof URL url) {
      return url.toExternalForm().hashCode();
    }
    if (Leaves.isLeaf(object)) {
      return object.hashCode();
    }
    if (object.getClass().isArray()) {
      return object instanceof Object[] elements
          ? ofAll(Arrays.asList(elements), levels)
          : Arrays.deepHashCode(new Object[] {object});
    }
    if (Plain.is(object)) {
      return ofPlain(object, levels);
    }
    // What its equals finds equal may have another content.
    return saysWhatIsEqual(object) ? object.getClass().hashCode() : ofForm(object, levels);
  }

  private static int ofPlain(Object object, int levels) {
    // The elements and keys of these are equal by whatever they go by.
    if (object instanceof Set<?> set) {
      return set.size();
    }
    if (object instanceof Map<?, ?> map) {
      return map.size();
    }
    if (object instanceof Collection<?> collection) {
      return ofAll(collection, levels);
    }
    if (object instanceof Map.Entry<?, ?> entry) {
      return 31 * of(entry.getKey(), levels - 1) + of(entry.getValue(), levels - 1);
    }
    if (object instanceof Optional<?> optional) {
      return of(optional.orElse(null), levels - 1);
    }
    return saysWhatIsEqual(object) ? object.getClass().hashCode() : ofForm(object, levels);
  }

  private static int ofForm(Object object, int levels) {
    ShallowForm form = object instanceof Serializable ? ShallowForm.of(object) : null;
    return form == null
        ? object.getClass().hashCode()
        : 31 * Arrays.hashCode(form.bytes()) + ofAll(form.inside(), levels);
  }

  private static int ofAll(Collection<?> elements, int levels) {
    int hash = elements.size();
    int left = MOST_ELEMENTS;
    for (Object element : elements) {
      if (left-- == 0) {
        break;
      }
      hash = 31 * hash + of(element, levels - 1);
    }
    return hash;
  }

  private static boolean saysWhatIsEqual(Object object) {
    return object.getClass().isRecord()
        ? ContentEquality.hasWrittenEquals(object.getClass())
        : ContentEquality.declaresEquals(object.getClass());
  }

  /** True for what is compared by what it holds. */
  private static boolean isHolder(Object object) {
    return Leaves.isLeaf(object) || object.getClass().isArray() || Plain.is(object);
  }
}
