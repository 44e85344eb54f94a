package io.github.dynamodbjcache.internal.codec.java;

import java.io.Serializable;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Spring Data's {@code Pageable.unpaged()} in a stream, which a page without a request holds and
 * which is not Serializable.
 *
 * <p>Part of the item format: neither this class's name, nor its component ever changes.
 *
 * @param sort the {@code Sort} of it
 */
record StoredUnpaged(Object sort) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final String TYPE = "org.springframework.data.domain.Unpaged";

  private static final String PAGEABLE = "org.springframework.data.domain.Pageable";
  private static final String SORT = "org.springframework.data.domain.Sort";

  /** That of a pageable of that type. */
  static StoredUnpaged of(Object unpaged) {
    try {
      Class<?> pageable = Class.forName(PAGEABLE, false, unpaged.getClass().getClassLoader());
      return new StoredUnpaged(pageable.getMethod("getSort").invoke(unpaged));
    } catch (ReflectiveOperationException e) {
      throw new UnfitException("A Pageable without pages cannot be stored: " + e.getMessage());
    }
  }

  private Object readResolve() throws ReflectiveOperationException {
    Class<?> sortType = sortType(sort.getClass());
    if (sortType == null) {
      throw new IllegalArgumentException("not the content of a stand-in");
    }
    Class<?> pageable = Class.forName(PAGEABLE, false, sortType.getClassLoader());
    Method unpaged = pageable.getMethod("unpaged", sortType);
    return unpaged.invoke(null, sort);
  }

  private static @Nullable Class<?> sortType(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getName().equals(SORT)) {
        return c;
      }
    }
    return null;
  }
}
