package io.github.dynamodbjcache.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** "{@code configuration} holds only what applications write." */
class PublicSurfaceTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static Stream<JavaClass> written() {
    return PRODUCT.stream()
        .filter(type -> type.getPackageName().equals(Room.ROOT + ".configuration"))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  @Test
  void whatApplicationsWriteIsFew() {
    assertThat(written().filter(JavaClass::isTopLevelClass).map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "Billing",
            "Clearing",
            "Compression",
            "ConfigurationException",
            "Consistency",
            "DynamoDbCacheProperties",
            "DynamoDbConfiguration",
            "Encryption",
            "ExactlyOnce",
            "JsonStorage",
            "OnDestroy",
            "PlacedValue",
            "SerializationFormat",
            "TableCreation",
            "Unreadable");
  }

  @Test
  void itNamesNothingInternal() {
    List<String> named =
        written()
            .flatMap(
                type ->
                    Stream.concat(
                        Stream.concat(
                            type.getAllRawSuperclasses().stream(),
                            type.getAllRawInterfaces().stream()),
                        type.getCodeUnits().stream()
                            .filter(PublicSurfaceTest::isVisible)
                            .flatMap(PublicSurfaceTest::typesOf)))
            .map(JavaClass::getName)
            .filter(name -> name.contains(".internal."))
            .distinct()
            .toList();

    assertThat(named).isEmpty();
  }

  private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
    return Stream.concat(
        unit.getReturnType().getAllInvolvedRawTypes().stream(),
        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        || unit.getModifiers().contains(JavaModifier.PROTECTED);
  }
}
