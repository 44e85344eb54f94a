package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/troubleshooting.md: every text that the page quotes is what the application or its log is
 * told when that trouble is met, and by the exception that the page names.
 */
@Timeout(60)
class TroubleshootingTest {

  private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");

  /** "| `text` | `Exception` | reason | action |". */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

  private static final Map<String, Provocation> PROVOCATIONS =
      Stream.of(RequestTroubles.all(), TableTroubles.all(), OwnTroubles.all(), EntryTroubles.all())
          .flatMap(some -> some.entrySet().stream())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  /**
   * A line of the page.
   *
   * @param as the exception, or WARN
   */
  record Row(String text, String as) {}

  static List<Row> rows() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(PAGE));
    return rows.results().map(row -> new Row(row.group(1), row.group(2))).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isTold(Row row) throws Exception {
    assertThat(PROVOCATIONS).as("provocations").containsKey(row.text());
    try (TroubleLab lab = new TroubleLab()) {
      List<Told> told = PROVOCATIONS.get(row.text()).in(lab);
      assertThat(told)
          .anySatisfy(
              one -> {
                assertThat(one.message()).contains(row.text());
                assertThat(one.as()).isEqualTo(row.as());
              });
    }
  }

  @Test
  void thePageTellsOfEachOnce() throws IOException {
    Map<String, String> page = new LinkedHashMap<>();
    rows().forEach(row -> assertThat(page.put(row.text(), row.as())).as(row.text()).isNull());
    assertThat(page.keySet()).containsExactlyInAnyOrderElementsOf(PROVOCATIONS.keySet());
  }

  /** A line that has not this form would be held by nothing. */
  @Test
  void everyLineOfATableIsRead() throws IOException {
    long lines =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("|"))
            .filter(line -> !line.startsWith("| message") && !line.startsWith("|---"))
            .count();
    assertThat(rows()).hasSize((int) lines);
  }
}
