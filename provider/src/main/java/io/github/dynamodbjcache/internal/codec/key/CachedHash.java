package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.key.SerialForm.IntField;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An int field of a key that equals its {@code hashCode}: a hash that the class keeps of the rest
 * of the key, which differs between JVMs if the rest has an enum constant in it; or a part of the
 * key, as the number of {@code record Id(int number)} would be. That it is a hash is taken for
 * proven only if the class itself says so of this very key, in one of three ways:
 *
 * <ul>
 *   <li>Its {@code equals} does not look at it: the key equals copies of itself whose {@code
 *       hashCode} is another number. By the contract of {@code hashCode} no such copy can be made
 *       by the class's own means, so the field is not free.
 *   <li>The class fills it: a copy with 0 in it has the number again, once it was asked for its
 *       hash.
 *   <li>The class computes it: a constructor that takes all other fields, and not this one, makes
 *       an equal key with the same number in it.
 * </ul>
 */
final class CachedHash {

  private final Object key;
  private final SerialForm form;
  private final IntField field;

  private CachedHash(Object key, SerialForm form, IntField field) {
    this.key = key;
    this.form = form;
    this.field = field;
  }

  /** The fields of that key that may be one; few keys have any. */
  static List<CachedHash> candidates(Object key, AllowList allowed, StandIns standIns) {
    if (!SerialForm.mayHaveIntFields(key.getClass())) {
      return List.of();
    }
    int hash = key.hashCode();
    if (hash == 0) {
      return List.of();
    }
    SerialForm form = SerialForm.of(key, allowed, standIns);
    return form.intFields().stream()
        .filter(field -> field.value() == hash)
        .map(field -> new CachedHash(key, form, field))
        .toList();
  }

  /** True if classes are among the rest of the key, whose hashes differ between JVMs. */
  boolean isBesideClasses() {
    return form.hasClasses();
  }

  /** A hash of the rest of the key, of which the objects are written so. */
  byte[] digestOfTheRest(Function<Object, String> keyText) {
    SerialForm whole = form.byText(key, keyText);
    MessageDigest digest = Hashes.sha256();
    digest.update(whole.without(field.in(whole)));
    for (Object inside : whole.inside()) {
      byte[] text = keyText.apply(inside).getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      digest.update(text);
    }
    return digest.digest();
  }

  /** True if this is a hash of the rest. */
  boolean isProven() {
    try {
      return isIgnored() || isFilled() || isComputed();
    } catch (IOException | RuntimeException | LinkageError refusedByItsClass) {
      return false;
    }
  }

  private boolean isIgnored() throws IOException {
    int hash = field.value();
    // Each differs in another way: an equals could fold numbers or look at some bits only.
    for (int other : List.of(~hash, hash + 1, hash ^ 0x5bd1e995)) {
      Object copy = form.with(field, other);
      if (copy.getClass() != key.getClass()
          || copy.hashCode() != other
          || !copy.equals(key)
          || !key.equals(copy)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFilled() throws IOException {
    return filled().filter(this::isTheSame).isPresent();
  }

  private boolean isComputed() {
    return computed().filter(this::isTheSame).isPresent();
  }

  private boolean isTheSame(Object copy) {
    return copy.hashCode() == field.value() && copy.equals(key) && key.equals(copy);
  }

  /** The key with the hash that the class would keep in this JVM, if that is another. */
  Optional<Object> renewed() {
    try {
      return filled().or(this::computed).filter(copy -> copy.hashCode() != field.value());
    } catch (IOException | RuntimeException | LinkageError refusedByItsClass) {
      return Optional.empty();
    }
  }

  /** A copy that was without its hash until it was asked for it. */
  private Optional<Object> filled() throws IOException {
    return Optional.of(form.with(field, 0)).filter(this::keepsAHash);
  }

  /** One made by a constructor that takes all but the hash. */
  private Optional<Object> computed() {
    Class<?> type = key.getClass();
    if (field.type() != type) {
      return Optional.empty(); // A stand-in's, or inherited: it could be told by other means.
    }
    List<String> others =
        Arrays.stream(type.getDeclaredFields())
            .filter(each -> (each.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
            .map(Field::getName)
            .filter(name -> !name.equals(field.name()))
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyFields rest = new KeyFields(type.getName(), others, others);
      return Optional.of(rest.newKey(type, KeyFields.values(key, others))).filter(this::keepsAHash);
    } catch (CodecException noSuchConstructor) {
      return Optional.empty();
    }
  }

  /** True if it is another object with its hash in the field, and the same rest as the key. */
  private boolean keepsAHash(Object copy) {
    if (copy == key || copy.getClass() != key.getClass()) {
      return false;
    }
    int hash = copy.hashCode(); // Before it is taken apart: it may be filled only now.
    SerialForm other = form.of(copy);
    return hash != 0
        && other.intFields().contains(field.holding(hash))
        && Arrays.equals(other.without(field), form.without(field));
  }

  /**
   * True if the class can only have computed it, of whatever: the field is final, and no
   * constructor takes a number.
   */
  boolean cannotBeGiven() {
    return Arrays.stream(field.type().getDeclaredFields())
            .anyMatch(
                each ->
                    each.getName().equals(field.name()) && Modifier.isFinal(each.getModifiers()))
        && Arrays.stream(field.type().getDeclaredConstructors())
            .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
            .noneMatch(
                type ->
                    type == int.class || type == long.class || Number.class.isAssignableFrom(type));
  }

  /** Why the key is refused if it cannot be proven, and the way out. */
  String refusal() {
    return "The key class "
        + key.getClass().getName()
        + " seems to keep its hash in the field \""
        + field.name()
        + "\", and that hash is another in every JVM, as there is an enum constant, a class or an"
        + " object without a hashCode in the key: no other JVM would find the entry. Make the field"
        + " transient, or the key a record, or register a KeyEncoder for its class.";
  }
}
