package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON ("jackson"). What is written is read again before it is stored, and written once more: only
 * if that gives the same JSON, with the same classes in it, and what was read is equal as far as
 * its classes say, does the value come back as it was.
 */
public final class JsonSerializer implements Serializer {

  /** The name that items carry. */
  public static final String FORMAT = "jackson";

  /** What the text of each URL with a host has in it. */
  private static final String HOST_FOLLOWS = "//";

  private final Class<?> type;
  private final JsonBinding binding;

  public JsonSerializer(Class<?> type, JsonBinding binding) {
    this.type = type;
    this.binding = binding;
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public byte[] serialize(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object deserialize(byte[] bytes) {
    try {
      return value(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException garbled) {
      throw new CodecException("Stored JSON is garbled: it is not UTF-8.");
    }
  }

  /**
   * The JSON of a value, well-formed.
   *
   * @throws CodecException if the value cannot be JSON, or would not come back from it
   */
  String text(Object value) {
    String json = written(value);
    requireReadable(value, json, json);
    return json;
  }

  /** The JSON of a value, whether or not it can be read again. */
  String written(Object value) {
    try {
      return WellFormed.json(binding.write(value));
    } catch (CodecException e) {
      throw new CodecException(named(value) + " cannot be JSON: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new CodecException(
          named(value)
              + " cannot be written as JSON: "
              + JsonMessages.writing(value.getClass(), e)
              + ".",
          Reasons.quiet(e));
    }
  }

  /**
   * Refuses a value that would not come back.
   *
   * @param json what is written of it
   * @param stored what it will be read from
   */
  void requireReadable(Object value, String json, String stored) {
    Object read;
    String again;
    try {
      read = read(stored);
      again = WellFormed.json(binding.write(read));
    } catch (CodecException | JsonFailure e) {
      throw new CodecException(
          notWritten(value) + JsonMessages.reading(value.getClass(), e), Reasons.quiet(e));
    }
    JsonTrees.Difference difference =
        again.equals(json) ? null : JsonTrees.difference(binding.tree(json), binding.tree(again));
    if (difference != null) {
      throw new CodecException(
          notWritten(value)
              + JsonMessages.place(value.getClass(), difference.path())
              + " would come back as something else. Jackson has to read what it writes: look for"
              + " a getter that no setter or constructor parameter of that name takes, a type that"
              + " is read as another one, or a format that leaves something out.");
    }
    Losses.Loss loss = isEqualWithoutHosts(json, value, read) ? null : Losses.first(value, read);
    if (loss != null) {
      throw new CodecException(
          notWritten(value)
              + loss.place()
              + " would come back as something else, by the equals of its class. JSON does not have"
              + " it: look for a field without a getter or @JsonProperty, a null or empty value that"
              + " is left out or stands for something else, or a type that JSON does not tell. What"
              + " is to be left out, annotate with @JsonIgnore.");
    }
  }

  /** An {@code equals} may reach a {@code URL}'s, which asks for the addresses of hosts. */
  private static boolean isEqualWithoutHosts(String json, Object value, Object read) {
    return json.contains(HOST_FOLLOWS)
        && ContentEquality.compare(value, read) == ContentEquality.Verdict.SAME;
  }

  private String notWritten(Object value) {
    return named(value) + " could not be read again from JSON, so it is not written: ";
  }

  private static String named(Object value) {
    return "A " + value.getClass().getName();
  }

  /** The value of stored JSON. */
  Object value(String json) {
    try {
      return read(json);
    } catch (CodecException e) {
      throw new CodecException("Stored JSON was refused: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new CodecException(
          "A " + type.getName() + " cannot be read as JSON: " + JsonMessages.reading(type, e));
    }
  }

  private Object read(String json) {
    @Nullable Object value = binding.read(json);
    if (value == null) {
      throw new CodecException("it is null, which no cache holds.");
    }
    return value;
  }

  @Nullable Object tree(String json) {
    return binding.tree(json);
  }

  String json(@Nullable Object tree) {
    return binding.json(tree);
  }
}
