package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import java.io.IOException;

/** What every mapper needs, the application's too, so that JSON names allowed classes only. */
final class GuardModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  GuardModule(AllowedClasses classes) {
    super("dynamodb-jcache-guard");
    setSerializerModifier(new NamedReferences());
    addSerializer(Class.class, new WriteClass(classes));
    addDeserializer(Class.class, new ReadClass(classes));
  }

  @SuppressWarnings("rawtypes") // as Jackson is asked for the class
  private static final class WriteClass extends StdScalarSerializer<Class> {
    private static final long serialVersionUID = 1L;

    private final transient AllowedClasses classes;

    WriteClass(AllowedClasses classes) {
      super(Class.class);
      this.classes = classes;
    }

    @Override
    public void serialize(Class value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(classes.className(value));
    }
  }

  /** Jackson's own would load, and initialize, whatever the JSON names. */
  @SuppressWarnings("rawtypes")
  private static final class ReadClass extends StdScalarDeserializer<Class> {
    private static final long serialVersionUID = 1L;

    private final transient AllowedClasses classes;

    ReadClass(AllowedClasses classes) {
      super(Class.class);
      this.classes = classes;
    }

    @Override
    public Class deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.hasToken(JsonToken.VALUE_STRING)
          ? classes.load(in.getText())
          : (Class) context.handleUnexpectedToken(Class.class, in);
    }
  }
}
