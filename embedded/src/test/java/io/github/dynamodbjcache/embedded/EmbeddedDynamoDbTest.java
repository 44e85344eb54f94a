package io.github.dynamodbjcache.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Timeout(60)
class EmbeddedDynamoDbTest {

  @Test
  void startsAndServesFromAPlainClassPath() {
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = client(server)) {
      createTable(client, "users");
      assertThat(client.listTables().tableNames()).containsExactly("users");
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() {
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory()) {
      assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
      assertThat(server.endpoint().getPort()).isPositive();
    }
  }

  @Test
  void tablesInADirectorySurviveARestart(@TempDir Path directory) {
    Path notYetThere = directory.resolve("tables");
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inDirectory(notYetThere);
        DynamoDbClient client = client(server)) {
      createTable(client, "users");
    }
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inDirectory(notYetThere);
        DynamoDbClient client = client(server)) {
      assertThat(client.listTables().tableNames()).containsExactly("users");
    }
  }

  @Test
  void closingFreesThePortAndMayBeRepeated() throws Exception {
    EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
    int port = server.endpoint().getPort();
    server.close();
    server.close();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory()) {
      int port = server.endpoint().getPort();
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedDynamoDb.builder().port(port).start())
          .withMessageContaining("port " + port);
    }
  }

  @Test
  void sharedIsOneForAllThreads() {
    List<EmbeddedDynamoDb> seen =
        IntStream.range(0, 8).parallel().mapToObj(i -> EmbeddedDynamoDb.shared()).toList();
    assertThat(seen).containsOnly(EmbeddedDynamoDb.shared());
    try (DynamoDbClient client = client(EmbeddedDynamoDb.shared())) {
      assertThat(client.listTables().tableNames()).isNotNull();
    }
  }

  @Test
  void theSharedServerDoesNotKeepTheJvmAlive() throws Exception {
    Process process = java(UsesShared.class.getName()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void theMainClassPrintsItsEndpointAndServesUntilItsInputIsClosed() throws Exception {
    Process process = java(EmbeddedDynamoDbMain.class.getName()).start();
    try (BufferedReader output = process.inputReader()) {
      String endpoint = output.readLine();
      assertThat(endpoint).startsWith("http://127.0.0.1:");
      assertThat(process.isAlive()).isTrue();
      process.getOutputStream().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(output.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program that uses the shared server and returns from its main method. */
  static final class UsesShared {
    public static void main(String[] arguments) {
      try (DynamoDbClient client = client(EmbeddedDynamoDb.shared())) {
        createTable(client, "users");
      }
    }
  }

  private static ProcessBuilder java(String mainClass) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            mainClass)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static DynamoDbClient client(EmbeddedDynamoDb server) {
    return DynamoDbClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(20)))
        .build();
  }

  private static void createTable(DynamoDbClient client, String name) {
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    a -> a.attributeName("k").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("k").keyType(KeyType.HASH)));
  }
}
