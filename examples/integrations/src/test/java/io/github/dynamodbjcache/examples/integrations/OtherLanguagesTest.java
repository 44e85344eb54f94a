package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * "Items written here are read by another language's client with its natural types, and the other
 * way round": Python's boto3 and Node's lib-dynamodb, where they can be had.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OtherLanguagesTest {

  private static final String NODE_PACKAGES = "3.1169.0";

  /** One of everything. */
  record Everything(
      String id,
      String text,
      BigDecimal price,
      long count,
      boolean active,
      Set<String> tags,
      Set<BigDecimal> sizes,
      List<String> lines,
      Map<String, String> labels,
      Address address,
      Instant at,
      SdkBytes photo,
      Optional<String> unknown) {}

  /** A record within. */
  record Address(String street, int zip) {}

  private static final Everything OURS =
      new Everything(
          "java",
          "Größe",
          new BigDecimal("12.50"),
          7,
          true,
          Set.of("b", "a"),
          Set.of(new BigDecimal("0.5"), new BigDecimal("10")),
          List.of("first", "second"),
          Map.of("colour", "blue"),
          new Address("Side Street 2", 8002),
          Instant.parse("2026-01-02T03:04:05Z"),
          SdkBytes.fromByteArray(new byte[] {0, 127, -1}),
          Optional.empty());

  private static final Everything THEIRS =
      new Everything(
          "other",
          "Zürich",
          new BigDecimal("19.99"),
          3,
          false,
          Set.of("x", "y"),
          Set.of(new BigDecimal("1.5"), new BigDecimal("2")),
          List.of("a", "b"),
          Map.of("colour", "red"),
          new Address("Main Street 1", 8001),
          Instant.parse("2026-11-30T12:00:00Z"),
          SdkBytes.fromByteArray(new byte[] {1, 2, -1}),
          Optional.empty());

  @TempDir private Path folder;

  @Test
  void pythonReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
    assumeTrue(succeeds("python3", "-c", "import boto3"), "there is no python3 with boto3");

    assertThat(exchanged("python3", script("items.py")))
        .containsExactly(
            "active: bool True",
            "address: (street=str Side Street 2, zip=Decimal 8002)",
            "at: str 2026-01-02T03:04:05Z",
            "count: Decimal 7",
            "id: str java",
            "labels: (colour=str blue)",
            "lines: [str first, str second]",
            "photo: bytes 007fff",
            "price: Decimal 12.5",
            "sizes: {Decimal 0.5, Decimal 10}",
            "tags: {str a, str b}",
            "text: str Größe");
  }

  @Test
  void nodeReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
    assumeTrue(
        succeeds(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            folder.toString(),
            "@aws-sdk/client-dynamodb@" + NODE_PACKAGES,
            "@aws-sdk/lib-dynamodb@" + NODE_PACKAGES),
        "there is no npm, or it cannot have @aws-sdk/lib-dynamodb");

    assertThat(exchanged("node", script("items.mjs")))
        .containsExactly(
            "active: boolean true",
            "address: (street=string Side Street 2, zip=number 8002)",
            "at: string 2026-01-02T03:04:05Z",
            "count: number 7",
            "id: string java",
            "labels: (colour=string blue)",
            "lines: [string first, string second]",
            "photo: bytes 007fff",
            "price: number 12.5",
            "sizes: {number 0.5, number 10}",
            "tags: {string a, string b}",
            "text: string Größe");
  }

  /** What the program says of our item, after which its own was read. */
  private List<String> exchanged(String program, Path script) throws Exception {
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client =
            DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      client.createTable(
          table ->
              table
                  .tableName("everything")
                  .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                  .attributeDefinitions(
                      id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                  .billingMode(BillingMode.PAY_PER_REQUEST));
      Table<String, Everything> table =
          Table.open(
              provider.getCacheManager(
                  URI.create("other-languages"),
                  getClass().getClassLoader(),
                  DynamoDbCacheProperties.withClient(client)),
              "everything",
              Mapping.record(Everything.class).key("id", String.class));
      table.put(OURS);
      List<String> said =
          run(program, script.toString(), server.endpoint().toString(), "everything");
      assertThat(table.map().get("other")).isEqualTo(THEIRS);
      return said;
    }
  }

  private Path script(String name) throws IOException {
    Path script = folder.resolve(name);
    try (var source = getClass().getResourceAsStream("/other-languages/" + name)) {
      Files.copy(source, script);
    }
    return script;
  }

  private boolean succeeds(String... command) throws Exception {
    try {
      run(command);
      return true;
    } catch (IOException | AssertionError cannotBeHad) {
      System.out.println(command[0] + ": " + cannotBeHad.getMessage());
      return false;
    }
  }

  /** What it prints; ends with the test, whatever happens. */
  private List<String> run(String... command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The AWS SDK warns of old versions of Node among what is printed.
    builder.environment().put("NODE_NO_WARNINGS", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s has ended", command[0]).isTrue();
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as("%s: %s", command[0], lines).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
