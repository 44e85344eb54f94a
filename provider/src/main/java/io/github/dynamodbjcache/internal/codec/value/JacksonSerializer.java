package io.github.dynamodbjcache.internal.codec.value;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.io.IOException;
import java.lang.reflect.Modifier;

/**
 * JSON by Jackson, always of one fixed type: nothing in the stored bytes chooses a class, except
 * among the subtypes that the type's own annotations name.
 */
public final class JacksonSerializer implements Serializer {

  static final String FORMAT = "jackson";

  private static final String READ = "read";

  private final Class<?> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private JacksonSerializer(Class<?> type, ObjectMapper mapper) {
    this.type = type;
    JavaType javaType = mapper.constructType(type);
    // Both are immutable: later changes of the mapper do not reach them.
    this.writer = mapper.writerFor(javaType);
    this.reader = mapper.readerFor(javaType).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** With a mapper of the modules that are on the class path. */
  public static JacksonSerializer of(Class<?> type) {
    return of(type, JsonMapper.builder().findAndAddModules().build());
  }

  /**
   * With the application's mapper.
   *
   * @param mapper an {@link ObjectMapper}; {@code Object} so that callers need not have Jackson
   * @throws CodecException if default typing is active in it, or the type says nothing
   */
  public static JacksonSerializer of(Class<?> type, Object mapper) {
    if (!(mapper instanceof ObjectMapper given)) {
      throw new CodecException(
          "The format \"jackson\" takes an ObjectMapper, not a " + mapper.getClass().getName());
    }
    if (type == Object.class) {
      throw new CodecException(
          "The format \"jackson\" needs the cache's value type: the stored JSON never chooses a"
              + " class. Declare the cache with its types (setTypes), or choose another"
              + " serialization.format.");
    }
    JavaType javaType = given.constructType(type);
    if (given.getDeserializationConfig().getDefaultTyper(javaType) != null) {
      throw new CodecException(
          "The ObjectMapper has default typing active, by which stored JSON could choose classes."
              + " Hand in a mapper without; @JsonTypeInfo on the value type is fine.");
    }
    return new JacksonSerializer(type, given);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public byte[] serialize(Object value) {
    requireFixedType(value);
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException | RuntimeException e) {
      throw failure("written", e);
    }
  }

  @Override
  public Object deserialize(byte[] bytes) {
    Object value;
    try {
      value = reader.readValue(bytes);
    } catch (IOException | RuntimeException e) {
      throw failure(READ, e);
    }
    if (value == null) {
      throw new CodecException("A stored JSON value is null, which no cache holds.");
    }
    return value;
  }

  /** A subclass of a plain class would come back as the plain class, without its own fields. */
  private void requireFixedType(Object value) {
    boolean exact = value.getClass() == type;
    boolean left =
        Modifier.isAbstract(type.getModifiers()) || type.isAnnotationPresent(JsonTypeInfo.class);
    if (!exact && !(left && type.isInstance(value))) {
      throw new CodecException(
          "The cache's values are of the type "
              + type.getName()
              + ", and JSON would not bring back a "
              + value.getClass().getName()
              + " as what it is. Annotate the type with @JsonTypeInfo, or store exactly that type.");
    }
  }

  /** Without Jackson's message, which quotes the JSON, and without places inside of Jackson. */
  private CodecException failure(String what, Exception e) {
    return new CodecException(
        "A " + type.getName() + " cannot be " + what + " as JSON: " + reason(what, e) + ".");
  }

  private static String reason(String what, Exception e) {
    if (e instanceof InvalidDefinitionException definition && definition.getType() != null) {
      String culprit = Reasons.className(definition.getType().getRawClass().getName());
      return what.equals(READ)
          ? "Jackson knows no way to construct a "
              + culprit
              + ". Give it a constructor without parameters or a @JsonCreator; an abstract type"
              + " @JsonTypeInfo; a library's type the Jackson module that is made for it"
          : "Jackson finds nothing to write in a "
              + culprit
              + ". Give it getters, public fields or @JsonProperty; a library's type the Jackson"
              + " module that is made for it";
    }
    // Also what Jackson throws for a class whose only constructors take parameters it cannot name.
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "the JSON does not fit a "
          + Reasons.className(mismatch.getTargetType().getName())
          + " ("
          + e.getClass().getSimpleName()
          + "). Its fields have changed, or it needs a constructor without parameters or a"
          + " @JsonCreator";
    }
    return e instanceof JsonProcessingException
        ? e.getClass().getSimpleName()
        : Reasons.describe(e);
  }
}
