package io.github.dynamodbjcache.examples.spring;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The class path of the tests, taken apart. */
final class ClassPath {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private ClassPath() {}

  /** As another JVM can be given it. */
  static String whole() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * All but the application's classes and the tests, each as a jar, as a user has them: in a
   * reactor the other modules are folders.
   *
   * @param folder where the jars of folders are put
   */
  static List<Path> libraries(Path folder) throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (Path path : SEPARATOR.splitAsStream(whole()).map(Path::of).toList()) {
      if (Files.isRegularFile(path)) {
        libraries.add(path);
      } else if (Files.isDirectory(path)
          && !path.equals(folderOf(PaintShop.class))
          && !path.equals(folderOf(ClassPath.class))) {
        libraries.add(jarOf(path, folder.resolve("module-" + libraries.size() + ".jar")));
      }
    }
    return libraries;
  }

  /** Where the class was loaded from. */
  static Path folderOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a jar of that folder. */
  static Path jarOf(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
