package io.github.dynamodbjcache.catalogue;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One of each Serializable class of the JDK's base module that is made of nothing or a string. */
final class ScannedValues {

  /** Making one starts or stops something. */
  private static final Set<String> LEFT_OUT = Set.of("java.security.SecureRandom");

  private ScannedValues() {}

  static List<Object> all() {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    List<Object> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(base.resolve("java"))) {
      files
          .map(file -> base.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !LEFT_OUT.contains(name))
          .sorted()
          .map(ScannedValues::sample)
          .filter(Objects::nonNull)
          .forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Object sample(String name) {
    try {
      Class<?> type = Class.forName(name, false, null);
      if (!Serializable.class.isAssignableFrom(type)
          || !Modifier.isPublic(type.getModifiers())
          || Modifier.isAbstract(type.getModifiers())) {
        return null;
      }
      for (Constructor<?> constructor : type.getConstructors()) {
        if (constructor.getParameterCount() == 0) {
          return constructor.newInstance();
        }
      }
      return type.getConstructor(String.class).newInstance("x");
    } catch (ReflectiveOperationException | LinkageError none) {
      return null;
    }
  }
}
