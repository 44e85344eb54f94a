package io.github.dynamodbjcache.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** "Nothing in the table can run code here": one place for each way to decode bytes. */
class DecodersTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static final String CODEC = Room.ROOT + ".internal.codec.";

  /** What decodes, and the only classes of the provider that may know it. */
  private static final Map<String, Set<String>> PLACES =
      Map.of(
          "java.io.ObjectInputStream",
          Set.of(
              CODEC + "java.GuardedObjectInputStream",
              // These name the class: one to look for readObject, one to refuse it.
              CODEC + "java.LateTable",
              CODEC + "java.SelfReading",
              // Reads what it has itself written a moment before, of an object in memory.
              CODEC + "key.SerialForm",
              // Names the class in readObject, to refuse what is not made by writeReplace.
              "io.github.dynamodbjcache.table.Item"),
          CODEC + "java.GuardedObjectInputStream",
          // LateTable is only read by it.
          Set.of(CODEC + "java.JavaSerializer", CODEC + "java.LateTable"),
          "java.util.zip.Inflater",
          Set.of(CODEC + "compression.DeflateCompressor"),
          "java.util.zip.InflaterInputStream",
          Set.of(),
          "java.beans.XMLDecoder",
          Set.of(),
          "com.github.luben.zstd.",
          Set.of(CODEC + "compression.ZstdCompressor"),
          "com.fasterxml.jackson.databind.",
          inPackage("json.jackson2"),
          "tools.jackson.",
          inPackage("json.jackson3"));

  /** A decoder that is a library of its own has a package of its own. */
  private static Set<String> inPackage(String name) {
    return PRODUCT.stream()
        .map(type -> type.getName())
        .filter(type -> type.startsWith(CODEC + name + ".") && !type.endsWith("package-info"))
        .filter(type -> type.indexOf('$') < 0)
        .collect(Collectors.toSet());
  }

  @Test
  void eachDecoderIsKnownInOnePlace() {
    PLACES.forEach(DecodersTest::requireOnlyIn);
  }

  /** The companion: a class that decodes by itself is seen. */
  @Test
  void aSecondPlaceIsSeen() {
    assertThat(Stray.class).isNotNull();
    JavaClasses planted = new ClassFileImporter().importClasses(Stray.class);
    assertThat(knowing("java.io.ObjectInputStream", planted)).contains(Stray.class.getName());
    assertThatThrownBy(() -> requireOnlyIn("java.util.zip.Inflater", Set.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("DeflateCompressor");
  }

  private static void requireOnlyIn(String decoder, Set<String> places) {
    assertThat(knowing(decoder, PRODUCT)).as(decoder).isEqualTo(new TreeSet<>(places));
  }

  private static Set<String> knowing(String decoder, JavaClasses classes) {
    return classes.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .anyMatch(isA(decoder)))
        .map(DecodersTest::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Predicate<JavaClass> isA(String decoder) {
    return type ->
        decoder.endsWith(".")
            ? type.getName().startsWith(decoder)
            : type.getName().equals(decoder) || type.getName().startsWith(decoder + "$");
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    int inner = name.indexOf('$');
    return inner < 0 || !name.startsWith(CODEC) ? name : name.substring(0, inner);
  }

  /** What must not be in the provider. */
  private static final class Stray {
    Object read(byte[] bytes) throws IOException, ClassNotFoundException {
      return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    }
  }
}
