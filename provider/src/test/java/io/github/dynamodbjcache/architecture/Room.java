package io.github.dynamodbjcache.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A row of the room table: a package, its one responsibility, and what it may import.
 *
 * @param name the package below the root, empty for the root itself
 * @param responsibility the sentence that a violation is answered with
 * @param rooms the rooms it may know beside itself
 * @param libraries the packages (with a closing dot) or classes it may know beside the JDK,
 *     JSpecify and SLF4J
 */
record Room(String name, String responsibility, Set<String> rooms, List<String> libraries) {

  static final String ROOT = "io.github.dynamodbjcache";

  private static final List<String> EVERYWHERE =
      List.of("java.", "org.jspecify.annotations.", "org.slf4j.");

  ArchRule rule() {
    return ArchRuleDefinition.classes()
        .that(live(this::holds))
        .should()
        .onlyDependOnClassesThat(live(this::mayKnow))
        .allowEmptyShould(false)
        .as(
            "room \""
                + name
                + "\": "
                + responsibility
                + ". It may know "
                + rooms
                + ", "
                + libraries);
  }

  private boolean holds(JavaClass type) {
    return packageName().equals(type.getPackageName());
  }

  private String packageName() {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  private boolean mayKnow(JavaClass type) {
    JavaClass known = type.getBaseComponentType();
    String full = known.getName();
    return known.isPrimitive()
        || holds(known)
        || rooms.stream().anyMatch(room -> new Room(room, "", Set.of(), List.of()).holds(known))
        || EVERYWHERE.stream().anyMatch(full::startsWith)
        || libraries.stream().anyMatch(library -> matches(library, full));
  }

  private static boolean matches(String library, String type) {
    return library.endsWith(".")
        ? type.startsWith(library)
        : type.equals(library) || type.startsWith(library + "$");
  }

  private static DescribedPredicate<JavaClass> live(Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe("as the table says", predicate);
  }
}
