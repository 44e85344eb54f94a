package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.github.dynamodbjcache.internal.codec.json.TextScalars;
import java.io.IOException;
import java.util.Calendar;

/**
 * The JDK's scalars by their texts, the same in every JVM and for every Jackson: a time keeps its
 * zone.
 */
final class ScalarModule extends TextModule {

  private static final long serialVersionUID = 1L;

  ScalarModule() {
    super("dynamodb-jcache-scalars");
    TextScalars.byType().forEach(this::add);
    addSerializer(Double.class, new Doubles());
    addSerializer(Calendar.class, new Refused());
  }

  /** Where a double needs no name, one that JSON has no number for would come back as a text. */
  private static final class Doubles extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Doubles() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(value);
    }

    @Override
    public void serializeWithType(
        Double value, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      if (Double.isFinite(value)) {
        serialize(value, out, provider);
      } else {
        super.serializeWithType(value, out, provider, types);
      }
    }
  }

  private static final class Refused extends StdScalarSerializer<Calendar> {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(Calendar.class);
    }

    @Override
    public void serialize(Calendar value, JsonGenerator out, SerializerProvider provider) {
      throw TextScalars.refusal(value);
    }
  }
}
