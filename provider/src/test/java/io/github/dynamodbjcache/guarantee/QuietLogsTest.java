package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "No key, value or credential in a log line or an exception message beyond an escaped, shortened
 * key", with all loggers at TRACE, the SDK's too, but those that show requests or what is on the
 * wire, of which the README warns.
 */
@Timeout(180)
class QuietLogsTest {

  private static final int LONGEST_SHOWN = 300;

  @Test
  void noValueCredentialOrWholeKeyIsTold() throws Exception {
    requireQuiet(told());
  }

  /** The companion: keys that are not shortened are noticed. */
  @Test
  void aPlantedLeakIsNoticed() throws Exception {
    String told = told(QuietProgram.PLANT);
    assertThatThrownBy(() -> requireQuiet(told))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(QuietProgram.KEY_END);
  }

  private static void requireQuiet(String told) {
    assertThat(told.contains("TRACE software.amazon.awssdk")).as("the SDK logs").isTrue();
    assertThat(told.contains("javax.cache:type=CacheStatistics")).as("MBeans").isTrue();
    assertThat(told.contains("UnreadableEntryException")).as("exceptions").isTrue();
    assertThat(told.contains("InvalidItemException")).as("of own tables").isTrue();
    List<String> leaks = new ArrayList<>();
    told.lines()
        .filter(QuietLogsTest::leaks)
        .map(line -> line.substring(0, Math.min(line.length(), LONGEST_SHOWN)))
        .distinct()
        .limit(10)
        .forEach(leaks::add);
    assertThat(leaks).isEmpty();
  }

  private static boolean leaks(String line) {
    return List.of(
            QuietProgram.VALUE,
            QuietProgram.KEY_END,
            QuietProgram.ACCESS,
            QuietProgram.SECRET,
            QuietProgram.TOKEN)
        .stream()
        .anyMatch(line::contains);
  }

  private static String told(String... words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(TestDynamoDb.endpoint().toString()));
    arguments.addAll(List.of(words));
    String told = ChildJvm.start(QuietProgram.class, arguments).await();
    assertThat(told).contains("failed ");
    return told;
  }
}
