package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.dynamodbjcache.internal.codec.json.JsonForm;
import io.github.dynamodbjcache.internal.codec.json.SpringDataForms;
import java.io.IOException;

/** Classes of libraries in forms that Jackson can read. */
final class FormModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  FormModule() {
    super("dynamodb-jcache-forms");
    SpringDataForms.ifPresent().forEach(this::add);
  }

  private <T> void add(JsonForm<T, ?> form) {
    addSerializer(form.type(), new Written<>(form));
    addDeserializer(form.type(), new Read<>(form));
  }

  private static final class Written<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient JsonForm<T, ?> form;

    Written(JsonForm<T, ?> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(form.of(value), out);
    }

    @Override
    public void serializeWithType(
        T value, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      // Not as an object: the form's own properties are none of the class.
      WritableTypeId name =
          types.writeTypePrefix(out, types.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
      serialize(value, out, provider);
      types.writeTypeSuffix(out, name);
    }
  }

  private static final class Read<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient JsonForm<T, ?> form;

    Read(JsonForm<T, ?> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return form.instance(context.readValue(in, form.form()));
    }
  }
}
