package io.github.dynamodbjcache.examples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** The application as {@code java -jar} runs it: all classes in jars within a jar. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ExecutableJarTest {

  @TempDir private Path folder;

  @Test
  void valuesAreReadByTheJarsClassLoader() throws Exception {
    try (ChildJvm child =
        ChildJvm.java(
            folder,
            List.of(
                "-Dfile.encoding=UTF-8",
                "-jar",
                executableJar().toString(),
                "--spring.main.web-application-type=none"))) {
      String printed = child.await();
      assertThat(printed.lines().filter("sunrise: Sunrise[city=Lisbon, at=07:34]"::equals))
          .hasSize(2);
      assertThat(printed.lines().filter("the observatory is asked for Lisbon"::equals)).hasSize(1);
      assertThat(printed).doesNotContain(" ERROR ").doesNotContain("Exception");
    }
  }

  /** As the goal {@code spring-boot:repackage} makes it, of the class path of the tests. */
  private Path executableJar() throws IOException {
    Path jar = ClassPath.jarOf(ClassPath.folderOf(Almanac.class), folder.resolve("almanac.jar"));
    List<Path> libraries = ClassPath.libraries(folder);
    Repackager repackager = new Repackager(jar.toFile());
    repackager.setMainClass(Almanac.class.getName());
    repackager.repackage(
        callback -> {
          for (Path library : libraries) {
            callback.library(new Library(library.toFile(), LibraryScope.RUNTIME));
          }
        });
    return jar;
  }
}
