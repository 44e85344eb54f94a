package io.github.dynamodbjcache.internal.codec.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object writes of itself, and the objects that lie directly inside it, which are not
 * written: their places are.
 *
 * @param bytes the stream, with a {@link Place} for each object inside
 * @param inside the objects, in order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals
record ShallowForm(byte[] bytes, List<Object> inside) {

  /** The form of a Serializable object; null if its own code cannot write it. */
  static @Nullable ShallowForm of(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Stream out = new Stream(bytes)) {
      out.writeObject(object);
      out.flush();
      return new ShallowForm(bytes.toByteArray(), out.inside);
    } catch (IOException | RuntimeException unwritable) {
      return null;
    }
  }

  /** The place of an object inside. */
  private record Place(int index) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private static final class Stream extends ObjectOutputStream {
    private final List<Object> inside = new ArrayList<>();

    /** Whether two equal strings are one object makes no difference. */
    private final Map<Object, Place> leaves = new HashMap<>();

    private boolean atRoot = true;

    Stream(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (atRoot) {
        atRoot = false;
        return object;
      }
      return Leaves.isLeaf(object) ? leaves.computeIfAbsent(object, this::place) : place(object);
    }

    private Place place(Object object) {
      inside.add(object);
      return new Place(inside.size());
    }
  }
}
