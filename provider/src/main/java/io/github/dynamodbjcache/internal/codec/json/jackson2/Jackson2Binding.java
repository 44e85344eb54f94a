package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.json.AllowedLoader;
import io.github.dynamodbjcache.internal.codec.json.JsonBinding;
import io.github.dynamodbjcache.internal.codec.json.JsonFailure;
import io.github.dynamodbjcache.internal.codec.json.JsonFailure.Kind;
import io.github.dynamodbjcache.internal.codec.json.RefusedClassError;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code com.fasterxml.jackson}. */
public final class Jackson2Binding implements JsonBinding {

  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ObjectWriter writer;
  private final ObjectReader reader;

  private Jackson2Binding(ObjectMapper mapper, Class<?> type) {
    JavaType javaType = mapper.constructType(type);
    // Both are immutable: later changes of the mapper do not reach them.
    writer =
        mapper
            .writerFor(javaType)
            .without(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.INDENT_OUTPUT)
            .with(
                SerializationFeature.WRITE_DATES_WITH_ZONE_ID,
                SerializationFeature.FAIL_ON_EMPTY_BEANS);
    reader =
        mapper
            .readerFor(javaType)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
  }

  /** With a mapper of the modules that the loader finds. */
  public static Jackson2Binding of(Class<?> type, AllowedClasses classes) {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(ObjectMapper.findModules(classes.loader()))
            .addModule(new ScalarModule())
            .addModule(new FormModule())
            .build();
    return naming(mapper, type, classes);
  }

  /** True for a mapper that {@link #of(Class, AllowedClasses, Object)} takes. */
  public static boolean takes(Object mapper) {
    return mapper instanceof ObjectMapper;
  }

  /**
   * With the application's mapper, as it is now.
   *
   * @throws CodecException if default typing is active in it, or it cannot be copied
   */
  public static Jackson2Binding of(Class<?> type, AllowedClasses classes, Object mapper) {
    ObjectMapper given = (ObjectMapper) mapper;
    if (given.getDeserializationConfig().getDefaultTyper(given.constructType(type)) != null) {
      throw new CodecException(JsonFailure.DEFAULT_TYPING);
    }
    ObjectMapper copy;
    try {
      copy = given.copy();
    } catch (IllegalStateException e) {
      throw new CodecException(
          "The mapper " + given.getClass().getName() + " cannot be copied: override its copy().",
          e);
    }
    return naming(copy, type, classes);
  }

  private static Jackson2Binding naming(
      ObjectMapper mapper, Class<?> type, AllowedClasses classes) {
    mapper.setDefaultTyping(new OpenTypes(new TypeNames(classes)));
    // Classes that annotations let the JSON choose, as @JsonTypeInfo(use = CLASS) does.
    mapper.setPolymorphicTypeValidator(new AllowedSubtypes(classes.allowed()));
    mapper.registerModule(new GuardModule(classes));
    mapper.setTypeFactory(mapper.getTypeFactory().withClassLoader(new AllowedLoader(classes)));
    return new Jackson2Binding(mapper, type);
  }

  @Override
  public String write(Object value) {
    return calling(() -> writer.writeValueAsString(value));
  }

  @Override
  public @Nullable Object read(String json) {
    return calling(() -> reader.readValue(json));
  }

  @Override
  public @Nullable Object tree(String json) {
    return calling(() -> TREES.readValue(json, Object.class));
  }

  @Override
  public String json(@Nullable Object tree) {
    return calling(() -> TREES.writeValueAsString(tree));
  }

  private interface Call<T> {
    T run() throws JsonProcessingException;
  }

  private static <T> T calling(Call<T> call) {
    try {
      return call.run();
    } catch (RefusedClassError e) {
      throw e.refusal();
    } catch (JsonProcessingException e) {
      if (refusal(e) instanceof CodecException refusal) {
        throw refusal;
      }
      throw new JsonFailure(kind(e), culprit(e), path(e), e);
    }
  }

  /** What {@link TypeNames} says arrives here in Jackson's wrapping. */
  private static @Nullable Throwable refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CodecException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Kind kind(JsonProcessingException e) {
    if (JsonFailure.isBeyondLimits(e)) {
      return Kind.BEYOND_LIMITS;
    }
    if (e instanceof UnrecognizedPropertyException) {
      return Kind.UNKNOWN_PROPERTY;
    }
    if (e instanceof InvalidDefinitionException definition) {
      return definition.getProcessor() instanceof JsonGenerator
          ? Kind.notWritable(definition.getOriginalMessage())
          : Kind.NOT_CONSTRUCTIBLE;
    }
    return e instanceof MismatchedInputException ? Kind.DOES_NOT_FIT : Kind.OTHER;
  }

  private static @Nullable Class<?> culprit(JsonProcessingException e) {
    if (e instanceof InvalidDefinitionException definition && definition.getType() != null) {
      return definition.getType().getRawClass();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown.getReferringClass();
    }
    return e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
  }

  private static List<String> path(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .filter(step -> !(step.getFrom() instanceof Map))
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .toList()
        : List.of();
  }
}
