package io.github.dynamodbjcache.examples.arcade;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The application: it asks for levels, writes one, and shows the item that it has become. */
@SpringBootApplication
@EnableCaching
public class Arcade {

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    SpringApplication.run(Arcade.class, arguments).close();
  }

  @Bean(destroyMethod = "close")
  EmbeddedDynamoDb server() {
    return EmbeddedDynamoDb.inMemory();
  }

  /** The application's own client, to whose tables the caches go. */
  @Bean
  DynamoDbClient client(EmbeddedDynamoDb server) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    new OtherApplication(client).writeItsTable();
    return client;
  }

  @Bean
  ApplicationRunner session(Maps maps, DynamoDbClient client) {
    OtherApplication other = new OtherApplication(client);
    return arguments -> {
      System.out.println("found: " + maps.find(1, 2));
      System.out.println("found: " + maps.find(1, 3));
      System.out.println("found: " + maps.find(1, 9));
      System.out.println("found: " + maps.find(1, 9));
      System.out.println("found: " + maps.find(4, 1));

      maps.save(new DoomMap(1, 2, "Nuclear Plant", Set.of("idspispopd")));
      System.out.println("item: " + shown(other.read(1, 2)));
      maps.forget(1, 9);
      System.out.println("item: " + shown(other.read(1, 9)));
    };
  }

  private static Map<String, String> shown(Map<String, AttributeValue> item) {
    Map<String, String> shown = new TreeMap<>();
    item.forEach(
        (name, value) ->
            shown.put(
                name,
                value.s() != null ? value.s() : value.n() != null ? value.n() : "" + value.ss()));
    return shown;
  }
}
