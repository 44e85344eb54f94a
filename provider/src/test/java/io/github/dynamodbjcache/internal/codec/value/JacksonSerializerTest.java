package io.github.dynamodbjcache.internal.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON of one fixed type; nothing that is stored chooses a class. */
class JacksonSerializerTest {

  /** Neither to be constructed nor to be looked into. */
  static final class Closed {
    private final String text;

    Closed(String text, int length) {
      this.text = text.substring(0, length);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Jackson finds its constructor, but would give it a text only. */
  static final class Named {
    public String text;

    Named(String text) {
      this.text = text;
    }
  }

  static final class Holder {
    public Closed in = new Closed("", 0);
  }

  record Person(String name, List<Integer> scores) {}

  static class Animal {
    public String name = "n";
  }

  static final class Dog extends Animal {
    public int age = 3;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Square.class, name = "square"))
  interface Figure {}

  record Square(int side) implements Figure {}

  @Test
  void valuesOfTheDeclaredTypeComeBack() {
    CacheCodec<String, Person> codec =
        CacheCodec.builder(
                String.class, Person.class, Codecs.allowing(), Codecs.class.getClassLoader())
            .serializer(Serializers.jackson(Person.class))
            .build();
    Person person = new Person("Ada", List.of(1, 2));
    assertThat(codec.value("k", codec.dataAttributes("k", person))).isEqualTo(person);
    assertThat(codec.dataAttributes("k", person).toString()).contains("jackson");
  }

  @Test
  void subtypesThatTheTypeNamesComeBackAndOthersAreRefusedInsteadOfSliced() {
    Serializer figures = Serializers.jackson(Figure.class, new ObjectMapper());
    assertThat(figures.deserialize(figures.serialize(new Square(2)))).isEqualTo(new Square(2));
    Serializer animals = Serializers.jackson(Animal.class);
    assertThatThrownBy(() -> animals.serialize(new Dog()))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("Animal", "Dog", "@JsonTypeInfo");
  }

  @Test
  void objectAndDefaultTypingAreRefused() {
    assertThatThrownBy(() -> Serializers.jackson(Object.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("setTypes");
    ObjectMapper typing =
        JsonMapper.builder()
            .activateDefaultTyping(BasicPolymorphicTypeValidator.builder().build())
            .build();
    assertThatThrownBy(() -> Serializers.jackson(Person.class, typing))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("default typing");
    assertThatThrownBy(() -> Serializers.jackson(Person.class, "mapper"))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void garbledJsonIsRefusedWithoutShowingIt() {
    Serializer people = Serializers.jackson(Person.class);
    for (String json :
        List.of(
            "", "null", "{\"name\":\"secret\"", "{\"scores\":\"secret\"}", "{} {}", "[secret]")) {
      assertThatThrownBy(() -> people.deserialize(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(CodecException.class)
          .hasNoCause()
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(
            () -> people.deserialize("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void aTypeThatJacksonCannotConstructOrWriteIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> Serializers.jackson(Closed.class).deserialize(json("{}")))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(
            "construct a " + Closed.class.getName(),
            "constructor without parameters",
            "@JsonCreator")
        .hasMessageNotContainingAny("com.fasterxml", ".java");
    assertThatThrownBy(() -> Serializers.jackson(Named.class).deserialize(json("{}")))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(
            "fit a " + Named.class.getName(), "constructor without parameters", "@JsonCreator")
        .hasMessageNotContainingAny("com.fasterxml", ".java");
    assertThatThrownBy(() -> Serializers.jackson(Holder.class).deserialize(json("{\"in\":{}}")))
        .hasMessageContaining("construct a " + Closed.class.getName());
    assertThatThrownBy(() -> Serializers.jackson(Closed.class).serialize(new Closed("secret", 6)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("nothing to write in a " + Closed.class.getName(), "getters")
        .hasMessageNotContainingAny("com.fasterxml", ".java", "secret");
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void withoutJacksonTheMessageNamesTheArtifact() throws ReflectiveOperationException {
    Class<?> serializers = new WithoutJackson().loadClass(Serializers.class.getName());
    assertThatThrownBy(
            () -> {
              try {
                serializers.getMethod("jackson", Class.class).invoke(null, String.class);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            })
        .satisfies(
            e -> assertThat(e.getClass().getName()).isEqualTo(CodecException.class.getName()))
        .hasMessageContaining("com.fasterxml.jackson.core:jackson-databind");
  }

  /** An application that did not add Jackson. */
  private static final class WithoutJackson extends ClassLoader {
    WithoutJackson() {
      super(Codecs.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.fasterxml.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.github.dynamodbjcache.") || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
