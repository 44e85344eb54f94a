package io.github.dynamodbjcache.examples.hibernate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * "Cost per entity load and per query is shown": what the README shows is what the program says.
 */
class BookshopTest {

  @Test
  void saysWhatItsReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("..", "hibernate", "README.md"));
    String shown = readme.substring(readme.indexOf("What each step"), readme.lastIndexOf("```"));

    assertThat(output().lines().map(String::stripTrailing))
        .containsSubsequence(shown.lines().map(String::stripTrailing).toList());
  }

  private static String output() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      System.setOut(out);
      Bookshop.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }
}
