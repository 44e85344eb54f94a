package io.github.dynamodbjcache.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Spring Boot's devtools restart the application in one JVM, with a new class loader. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RestartTest {

  @TempDir private Path folder;

  @Test
  void afterARestartTheEntriesComeBackAsClassesOfTheNewLoader() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    try (ChildJvm child =
        ChildJvm.java(
            folder,
            List.of(
                "-XX:SoftRefLRUPolicyMSPerMB=0", // Soft references are no leak.
                "-Ddynamodb-jcache.client.api-call-timeout=60s",
                "-Ddynamodb-jcache.client.attempt-timeout=30s",
                "-Dspring.devtools.restart.poll-interval=200ms",
                "-Dspring.devtools.restart.quiet-period=100ms",
                "-cp",
                classPathWithACopyOfTheClassesIn(classes),
                RestartedPaintShop.class.getName(),
                "--spring.main.web-application-type=none",
                "--spring.main.keep-alive=true",
                "--spring.main.banner-mode=off",
                "--paint-shop.maker.takes=0ms",
                "--logging.level.root=warn"))) {
      awaitLine(child, "== start 1 done");
      assertThat(child.printed())
          .contains("== loader: RestartClassLoader")
          .doesNotContain("== manager has the application's loader: false");
      List<String> answers = answers(child);

      Files.writeString(classes.resolve("changed.txt"), "as a developer does");
      awaitLine(child, "== start 2 done");
      Files.writeString(classes.resolve("changed.txt"), "as a developer does again");
      awaitLine(child, "== start 3 done");

      assertThat(answers(child)).containsExactlyElementsOf(threeTimes(answers));
      assertThat(child.printed())
          .doesNotContain("ClassCastException")
          .doesNotContain("== the cached exception is of the application: false")
          .doesNotContain("== manager has the application's loader: false");
      assertThat(lines(child, "== another loader")).containsOnly("== another loader: true");
      assertThat(lines(child, "== the manager before"))
          .containsOnly("== the manager before is closed: true");
      assertThat(lines(child, "== questions")).containsOnly("== questions: 0");
      assertThat(lines(child, "== the loader before"))
          .as("the first loader is held by Spring Boot's shutdown hook, the second by nobody")
          .hasSize(2)
          .last()
          .isEqualTo("== the loader before is gone: true");
    }
  }

  private static List<String> answers(ChildJvm child) throws IOException {
    return lines(child, "== answers");
  }

  private static List<String> lines(ChildJvm child, String beginning) throws IOException {
    return child.printed().lines().filter(line -> line.startsWith(beginning)).toList();
  }

  private static List<String> threeTimes(List<String> lines) {
    return Stream.generate(() -> lines).limit(3).flatMap(List::stream).toList();
  }

  private static void awaitLine(ChildJvm child, String line) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (child.printed().lines().noneMatch(line::equals)) {
      assertThat(System.nanoTime() - deadline).as(child.printed()).isNegative();
      assertThat(child.isAlive()).as(child.printed()).isTrue();
      Thread.sleep(50);
    }
  }

  /** Devtools reload what lies in folders, and watch these for changes. */
  private String classPathWithACopyOfTheClassesIn(Path classes) throws IOException {
    FileSystemUtils.copyRecursively(ClassPath.folderOf(PaintShop.class), classes);
    FileSystemUtils.copyRecursively(ClassPath.folderOf(RestartTest.class), classes);
    return Stream.concat(Stream.of(classes), ClassPath.libraries(folder).stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
