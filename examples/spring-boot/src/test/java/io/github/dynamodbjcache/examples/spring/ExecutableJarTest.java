package io.github.dynamodbjcache.examples.spring;

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

/**
 * The application as {@code java -jar} runs it: all classes in jars within a jar, the file at an
 * address {@code jar:nested:...}, and DynamoDB Local in the same JVM.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ExecutableJarTest {

  @TempDir private Path folder;

  @Test
  void runsFromOneJar() throws Exception {
    try (ChildJvm child =
        ChildJvm.java(
            folder,
            List.of(
                "-Ddynamodb-jcache.client.api-call-timeout=60s",
                "-Ddynamodb-jcache.client.attempt-timeout=30s",
                "-jar",
                executableJar().toString(),
                "--spring.main.web-application-type=none",
                "--spring.profiles.active=tour",
                "--paint-shop.maker.takes=0ms",
                "--logging.level.io.github.dynamodbjcache=debug"))) {
      assertThat(child.await())
          .contains("from jar:nested:")
          .contains("Mixture[first=#c93f38, second=#1b3a57")
          .contains("a new price: #c93f38: 13.50, was 12.50")
          .contains("the maker was asked 4 times");
    }
  }

  /** As the goal {@code spring-boot:repackage} makes it, of the class path of the tests. */
  private Path executableJar() throws IOException {
    Path classes = ClassPath.folderOf(PaintShop.class);
    Path jar = ClassPath.jarOf(classes, folder.resolve("paint-shop.jar"));
    List<Path> libraries = ClassPath.libraries(folder);
    Repackager repackager = new Repackager(jar.toFile());
    repackager.setMainClass(PaintShop.class.getName());
    repackager.repackage(
        callback -> {
          for (Path library : libraries) {
            callback.library(new Library(library.toFile(), LibraryScope.RUNTIME));
          }
        });
    return jar;
  }
}
