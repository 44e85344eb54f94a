package io.github.dynamodbjcache.examples.owntables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Both programs come to the results that the two guides tell. */
class OwnTablesTest {

  private static final String JOHN =
      "{account_type=standard_user, address={city=Los Angeles, road=1 Jefferson Street, state=CA,"
          + " zipcode=90001}, age=25, first_name=John, last_name=Doe, username=johndoe}";
  private static final String JANE =
      "{account_type=super_user, address={city=Seattle, road=2 Washington Avenue, state=WA,"
          + " zipcode=98109}, age=40, first_name=Jane, last_name=Doering, username=janedoering}";
  private static final String BOB =
      "{account_type=standard_user, address={city=Louisville, road=3 Madison Lane, state=KY,"
          + " zipcode=40213}, age=18, first_name=Bob, last_name=Smith, username=bobsmith}";
  private static final String ALICE =
      "{account_type=super_user, address={city=Los Angeles, road=1 Jefferson Street, state=CA,"
          + " zipcode=90001}, age=27, first_name=Alice, last_name=Doe, username=alicedoe}";

  private final PrintStream console = System.out;

  @AfterEach
  void giveTheConsoleBack() {
    System.setOut(console);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void theGuidesResults() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, /* autoFlush= */ true, StandardCharsets.UTF_8));

    OwnTables.main(new String[0]);

    List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("users: ")))
        .containsExactlyInAnyOrder(
            "users: created: 0",
            "users: existing: users by [username, last_name]",
            "users: put: {account_type=standard_user, age=25, first_name=Jane, last_name=Doe,"
                + " username=janedoe}",
            "users: updated: {account_type=standard_user, age=26, first_name=Jane, last_name=Doe,"
                + " username=janedoe}",
            "users: deleted: null",
            "users: batch: 4",
            "users: many: 50",
            "users: twice: 2 written, 2 replaced",
            "users: pair: {other=222, partition_key=p1, sort_key=s1}",
            "users: pair: {other=444, partition_key=p1, sort_key=s2}",
            "users: johndoe: " + JOHN,
            "users: age < 27: " + JOHN,
            "users: age < 27: " + BOB,
            "users: J… and super_user: " + JANE,
            "users: in CA: " + JOHN,
            "users: in CA: " + ALICE,
            "users: open caches: []");
    assertThat(lines.stream().filter(line -> line.startsWith("my_table: ")))
        .containsExactly(
            "my_table: item: my_item {description=foo, id=my_item, price=456}",
            "my_table: get: {description=foo, id=my_item, price=456}",
            "my_table: estimate is told: true",
            "my_table: size: 1",
            "my_table: size: 0");
  }
}
