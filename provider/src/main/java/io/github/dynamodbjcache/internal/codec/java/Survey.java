package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a whole value that was refused, for all that it lacks: writes it to nowhere with
 * everything admitted. Nothing is read; of stand-ins, what they become is asked of the objects that
 * the application holds itself. Ends early, with what it has found, where the value is too large or
 * its own code fails.
 */
final class Survey extends ObjectOutputStream {

  private static final int MOST_OBJECTS = 1 << 20;

  /** So many are read; of more, the count is told. */
  private static final int MOST_SENTENCES = 5;

  private final AllowList allowed;
  private final Admission admission;
  private final Set<String> missing = new TreeSet<>();
  private final Set<String> unfit = new TreeSet<>();
  private int objects;

  private Survey(AllowList allowed) throws IOException {
    super(OutputStream.nullOutputStream());
    this.allowed = allowed;
    this.admission = new Admission(allowed);
    enableReplaceObject(true);
  }

  /** What the value lacks, as far as it can be seen. */
  static Survey of(Object value, AllowList allowed) {
    try {
      Survey survey = new Survey(allowed);
      survey.look(value);
      return survey;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With one more class, which writing or reading has met. */
  Survey including(String className) {
    if (unfit.isEmpty()) {
      missing.add(className);
    }
    return this;
  }

  /** All that it has found, and the settings that help; else what was met first. */
  String message(CodecException first) {
    List<String> sentences = new ArrayList<>();
    if (!missing.isEmpty()) {
      sentences.add(allowed.refusal(missing));
    }
    unfit.stream().limit(MOST_SENTENCES).forEach(sentences::add);
    if (unfit.size() > MOST_SENTENCES) {
      sentences.add("And " + (unfit.size() - MOST_SENTENCES) + " more like that.");
    }
    return sentences.isEmpty() ? String.valueOf(first.getMessage()) : String.join(" ", sentences);
  }

  private void look(Object value) {
    try {
      writeObject(value);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError end) {
      // What was found until here is told.
    }
  }

  @Override
  protected @Nullable Object replaceObject(Object object) throws IOException {
    if (++objects > MOST_OBJECTS) {
      throw new IOException("enough");
    }
    Object written = Substitutes.of(object);
    String objection = Unfit.objectionTo(written);
    if (objection != null) {
      unfit.add(objection);
      return null;
    }
    Class<?> type = written.getClass();
    String advice = Unfit.adviceOn(type);
    if (advice != null && type.getName().startsWith("java.") && !admission.admits(type)) {
      unfit.add("A " + type.getName() + " is not stored as it is: " + advice + ".");
      return content(written);
    }
    becomes(written);
    return written;
  }

  /** What is in a collection that is not stored as it is. */
  private static @Nullable Object content(Object object) {
    if (object instanceof Map<?, ?> map) {
      return new ArrayList<>(List.of(new ArrayList<>(map.keySet()), new ArrayList<>(map.values())));
    }
    return object instanceof Collection<?> collection ? new ArrayList<>(collection) : null;
  }

  @Override
  protected void annotateClass(Class<?> type) {
    if (!admission.admitsAnyway(type)) {
      missing.add(AllowList.elementType(type).getName());
    }
  }

  /** True for what every cache may write, with all that it becomes. */
  private static boolean isKnown(Class<?> type) {
    return AllowList.isAlwaysPermitted(type) && type != StoredUnpaged.class;
  }

  /** A stand-in brings along what it becomes when it is read. */
  private void becomes(Object object) {
    Class<?> type = object.getClass();
    Method readResolve = isKnown(type) ? null : SelfReading.readResolve(type);
    if (readResolve == null) {
      return;
    }
    try {
      readResolve.setAccessible(true);
      Object result = readResolve.invoke(object);
      if (result != null && !admission.admitsResult(result.getClass())) {
        missing.add(AllowList.elementType(result.getClass()).getName());
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
      // Then reading it will tell.
    }
  }
}
