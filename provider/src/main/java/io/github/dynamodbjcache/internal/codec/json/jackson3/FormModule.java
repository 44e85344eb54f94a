package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.internal.codec.json.JsonForm;
import io.github.dynamodbjcache.internal.codec.json.SpringDataForms;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

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
    public void serialize(T value, JsonGenerator out, SerializationContext provider) {
      provider.writeValue(out, form.of(value));
    }

    @Override
    public void serializeWithType(
        T value, JsonGenerator out, SerializationContext provider, TypeSerializer types) {
      // Not as an object: the form's own properties are none of the class.
      WritableTypeId name =
          types.writeTypePrefix(
              out, provider, types.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
      serialize(value, out, provider);
      types.writeTypeSuffix(out, provider, name);
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
    public T deserialize(JsonParser in, DeserializationContext context) {
      return form.instance(context.readValue(in, form.form()));
    }
  }
}
