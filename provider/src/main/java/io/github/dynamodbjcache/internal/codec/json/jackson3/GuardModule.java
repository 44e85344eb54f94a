package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.json.NetworkTypes;
import java.net.InetSocketAddress;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** What every mapper needs, the application's too, so that JSON names allowed classes only. */
final class GuardModule extends TextModule {

  private static final long serialVersionUID = 1L;

  GuardModule(AllowedClasses classes) {
    super("dynamodb-jcache-guard");
    setSerializerModifier(new NamedReferences());
    addSerializer(Class.class, new WriteClass(classes));
    addDeserializer(Class.class, new ReadClass(classes));
    NetworkTypes.addresses().forEach(address -> add(address.type(), address));
    addDeserializer(URL.class, new ReadUrl(null));
    addKeyDeserializer(URL.class, new RefusedKey());
    addDeserializer(InetSocketAddress.class, new Refused());
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
    public void serialize(Class value, JsonGenerator out, SerializationContext provider) {
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
    public Class deserialize(JsonParser in, DeserializationContext context) {
      return in.hasToken(JsonToken.VALUE_STRING)
          ? classes.load(in.getString())
          : (Class) context.handleUnexpectedToken(Class.class, in);
    }
  }

  private static final class ReadUrl extends StdScalarDeserializer<URL> {
    private static final long serialVersionUID = 1L;

    private final @Nullable Class<?> property;

    ReadUrl(@Nullable Class<?> property) {
      super(URL.class);
      this.property = property;
    }

    @Override
    public ValueDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new ReadUrl(property == null ? null : property.getType().getRawClass());
    }

    @Override
    public URL deserialize(JsonParser in, DeserializationContext context) {
      return NetworkTypes.url(in.getString(), property);
    }
  }

  private static final class RefusedKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      throw NetworkTypes.refusal(URL.class);
    }
  }

  private static final class Refused extends StdScalarDeserializer<InetSocketAddress> {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(InetSocketAddress.class);
    }

    @Override
    public InetSocketAddress deserialize(JsonParser in, DeserializationContext context) {
      throw NetworkTypes.refusal(InetSocketAddress.class);
    }
  }
}
