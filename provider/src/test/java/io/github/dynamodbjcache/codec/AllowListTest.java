package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "One message names all, and the shortest setting"; "types bring their components' along". */
class AllowListTest {

  enum Kind {
    A,
    B
  }

  static class Money implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  static final class Euro extends Money {
    private static final long serialVersionUID = 1L;
  }

  sealed interface Shape extends Serializable permits Circle, Corner {}

  record Circle(Point centre) implements Shape {}

  record Corner(Kind kind) implements Shape {}

  record Point(int x, int y) implements Serializable {}

  record Line(Money money, Map<Kind, ? extends List<Shape[]>> shapes) implements Serializable {}

  record Order<T extends Point>(Line[] lines, T point, Object any, Random random, Order<T> next)
      implements Serializable {}

  @Test
  void typesBringAlongWhatTheyName() {
    AllowList allowed = AllowList.of("c", List.of(), String.class, Order[].class);
    for (Class<?> type :
        List.of(
            Order.class,
            Line.class,
            Money.class,
            Kind.class,
            Shape.class,
            Circle.class,
            Corner.class,
            Point.class)) {
      assertThat(allowed.permits(type)).as(type.getName()).isTrue();
    }
    // A class stands for itself only, and the JDK's others are not values.
    for (Class<?> type : List.of(Euro.class, Object.class, Random.class, Thread.class)) {
      assertThat(allowed.permits(type)).as(type.getName()).isEqualTo(type == Object.class);
    }
    assertThat(AllowList.of("c", List.of(), Money.class).permits(Point.class)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | com.acme.Order | [\"com.acme.Order\"]",
        "'' | com.acme.Order,com.acme.Line | [\"com.acme.*\"]",
        "'' | com.acme.Order$Line,com.acme.Order | [\"com.acme.*\"]",
        "'' | com.acme.Order,com.acme.shop.Line | [\"com.acme.**\"]",
        "'' | com.acme.a.b.Order,com.acme.a.c.Line | [\"com.acme.a.**\"]",
        "'' | com.acme.Order,com.other.Line | [\"com.acme.Order\", \"com.other.Line\"]",
        "'' | org.apache.a.X,org.apache.b.Y | [\"org.apache.a.X\", \"org.apache.b.Y\"]",
        "'' | org.apache.a.X,org.apache.a.b.Y | [\"org.apache.a.**\"]",
        "'' | Order,Line | [\"Line\", \"Order\"]",
        "'' | java.util.Random,java.util.Timer | [\"java.util.Random\", \"java.util.Timer\"]",
        "com.acme.Order | com.acme.A,com.acme.B | [\"com.acme.*\"]",
        "com.acme.sub.* | com.acme.A,com.acme.b.B | [\"com.acme.**\"]",
        "com.shop.** | com.acme.A | [\"com.shop.**\", \"com.acme.A\"]",
      })
  void theShortestSettingIsSaid(String before, String missing, String said) {
    AllowList allowed =
        AllowList.of("c", before.isEmpty() ? List.of() : List.of(before.split(",")));
    assertThat(allowed.refusal(List.of(missing.split(","))))
        .endsWith("set dynamodb-jcache.caches.c.serialization.allow = " + said);
  }

  @Test
  void presetsGoBeforePatterns() {
    AllowList allowed =
        AllowList.of("c", List.of("com.acme.A"), List.of(SerializationPreset.HIBERNATE));
    assertThat(
            allowed.refusal(
                List.of(
                    "org.springframework.data.domain.PageImpl",
                    "org.springframework.data.domain.Sort",
                    "com.acme.B")))
        .contains("PageImpl", "Sort", "com.acme.B")
        .endsWith(
            "serialization.presets = [hibernate, spring] and"
                + " dynamodb-jcache.caches.c.serialization.allow = [\"com.acme.A\","
                + " \"com.acme.B\"]");
  }

  @Test
  void ofVeryManyTheRestIsCounted() {
    List<String> many = IntStream.range(100, 150).mapToObj(i -> "com.acme.C" + i).toList();
    assertThat(AllowList.of("c", List.of()).refusal(many))
        .contains("com.acme.C119 and 30 more are not allowed")
        .endsWith("allow = [\"com.acme.*\"]");
  }
}
