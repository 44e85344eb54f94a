package io.github.dynamodbjcache.internal.codec.json.jackson3;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** {@code tools.jackson}. */
public final class Jackson3Binding implements JsonBinding {

  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ObjectWriter writer;
  private final ObjectReader reader;

  private Jackson3Binding(ObjectMapper mapper, Class<?> type) {
    JavaType javaType = mapper.constructType(type);
    // Both are immutable: later changes of the mapper do not reach them.
    writer =
        mapper
            .writerFor(javaType)
            .without(SerializationFeature.INDENT_OUTPUT)
            .with(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .without(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .with(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
    reader =
        mapper
            .readerFor(javaType)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
  }

  /** With a mapper of the modules that the loader finds. */
  public static Jackson3Binding of(Class<?> type, AllowedClasses classes) {
    JsonMapper mapper =
        JsonMapper.builder()
            .findAndAddModules(classes.loader())
            .addModule(new ScalarModule())
            .addModule(new FormModule())
            // As Jackson 2 has it, so that either reads what the other wrote.
            .disable(
                EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
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
   * @throws CodecException if default typing is active in it
   */
  public static Jackson3Binding of(Class<?> type, AllowedClasses classes, Object mapper) {
    ObjectMapper given = (ObjectMapper) mapper;
    if (given.deserializationConfig().getDefaultTyper(given.constructType(type)) != null) {
      throw new CodecException(JsonFailure.DEFAULT_TYPING);
    }
    return naming(given, type, classes);
  }

  private static Jackson3Binding naming(
      ObjectMapper mapper, Class<?> type, AllowedClasses classes) {
    return new Jackson3Binding(
        mapper
            .rebuild()
            // Classes that annotations let the JSON choose, as @JsonTypeInfo(use = CLASS) does.
            .polymorphicTypeValidator(new AllowedSubtypes(classes.allowed()))
            .setDefaultTyping(new OpenTypes(new TypeNames(classes)))
            .addModule(new GuardModule(classes))
            .typeFactory(mapper.getTypeFactory().withClassLoader(new AllowedLoader(classes)))
            .build(),
        type);
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
    T run();
  }

  private static <T> T calling(Call<T> call) {
    try {
      return call.run();
    } catch (RefusedClassError e) {
      throw e.refusal();
    } catch (JacksonException e) {
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

  private static Kind kind(JacksonException e) {
    if (JsonFailure.isBeyondLimits(e)) {
      return Kind.BEYOND_LIMITS;
    }
    if (e instanceof UnrecognizedPropertyException) {
      return Kind.UNKNOWN_PROPERTY;
    }
    if (e instanceof InvalidDefinitionException definition) {
      return definition.processor() instanceof JsonGenerator
          ? Kind.notWritable(definition.getOriginalMessage())
          : Kind.NOT_CONSTRUCTIBLE;
    }
    return e instanceof MismatchedInputException ? Kind.DOES_NOT_FIT : Kind.OTHER;
  }

  private static @Nullable Class<?> culprit(JacksonException e) {
    if (e instanceof InvalidDefinitionException definition && definition.getType() != null) {
      return definition.getType().getRawClass();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown.getReferringClass();
    }
    return e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
  }

  private static List<String> path(JacksonException e) {
    return e.getPath().stream()
        .filter(step -> !(step.from() instanceof Map))
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .toList();
  }
}
