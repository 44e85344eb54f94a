package io.github.dynamodbjcache.examples.hibernate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import io.github.dynamodbjcache.examples.hibernate.Shop.Line;
import io.github.dynamodbjcache.examples.hibernate.Shop.LineId;
import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Stock;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** A node in a JVM of its own: does one thing, and prints what it saw. */
final class OtherJvm {

  private static final long LONGEST_SECONDS = 120;

  /** Before what it tells, to be known from what libraries log. */
  private static final String SAW = "saw: ";

  private OtherJvm() {}

  /** Runs one and gives the lines that it printed on standard output. */
  static List<String> run(World world, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote", // Most of its time it is only starting.
                "-Xmx256m",
                "-Daws.accessKeyId=local",
                "-Daws.secretAccessKey=local",
                "-Ddynamodb-jcache.client.region=us-east-1",
                "-Ddynamodb-jcache.client.endpoint=" + EmbeddedDynamoDb.shared().endpoint(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                OtherJvm.class.getName(),
                world.url(),
                world.prefix(),
                command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the other JVM does not end");
      }
      List<String> printed = process.inputReader(UTF_8).lines().toList();
      if (process.exitValue() != 0) {
        throw new AssertionError("the other JVM failed: " + printed);
      }
      return printed.stream()
          .filter(line -> line.startsWith(SAW))
          .map(line -> line.substring(SAW.length()))
          .toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The URL of the database, the prefix of the regions, and what to do. */
  public static void main(String[] arguments) {
    Map<String, Object> settings = Map.of("hibernate.hbm2ddl.auto", "none");
    try (Node node = Node.start(arguments[0], arguments[1], World.configuration(""), settings)) {
      switch (arguments[2]) {
        case "read" -> read(node);
        case "name" -> node.run(session -> tell(session.find(Product.class, 1L).name));
        case "rename" -> node.run(session -> session.find(Product.class, 1L).name = "renamed");
        case "die" -> node.run(OtherJvm::dieInTheMiddle);
        default -> throw new IllegalArgumentException(arguments[2]);
      }
    }
  }

  /** Everything that the first JVM has put there. */
  private static void read(Node node) {
    long statements =
        node.statements(
            () -> {
              node.run(
                  session -> {
                    Product product = session.find(Product.class, 1L);
                    tell(product.name + " " + product.tags + " " + product.votes);
                    tell(session.find(Stock.class, Unit.BOX).quantity);
                    LineId id = new LineId("x", "x", Unit.PIECE);
                    tell(session.find(Line.class, id).quantity);
                  });
              node.run(session -> tell(KeysTest.byNaturalId(session, 1L).name));
              node.run(session -> tell(KeysTest.namesOf(session, Unit.BOX)));
            });
    tell("statements " + statements);
    tell("misses " + node.statistics().getSecondLevelCacheMissCount());
  }

  private static void tell(Object what) {
    System.out.println(SAW + what);
  }

  /** As if the machine had lost its power between the change and the commit. */
  private static void dieInTheMiddle(Session session) {
    session.find(Product.class, 1L).name = "never";
    session.flush();
    Runtime.getRuntime().halt(0);
  }
}
