package io.github.dynamodbjcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What editors complete in {@code application.yaml} is what there is, and is explained there. */
class MetadataTest {

  private static final String FILE = "META-INF/spring-configuration-metadata.json";

  /** To be written anew by the system property {@code metadata.file}. */
  @Test
  void theFileIsWhatTheProviderSays() throws Exception {
    String file = System.getProperty("metadata.file");
    if (file != null) {
      Files.writeString(Path.of(file), Metadata.asJson());
    }
    assertThat(ofTheStarter())
        .as(
            "Written anew by: ./mvnw test -pl spring-boot-starter -am -Dtest=MetadataTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmetadata.file=src/main/resources/"
                + FILE)
        .isEqualTo(Metadata.asJson());
  }

  @Test
  void everySettingIsInItWithTypeAndMeaning() throws Exception {
    String json = ofTheStarter();
    assertThat(JsonPath.<List<String>>read(json, "$.properties[*].name"))
        .containsAll(DynamoDbCacheProperties.keys());
    assertThat(JsonPath.<List<String>>read(json, "$.properties[*].description"))
        .allMatch(description -> description.length() > 10);
    assertThat(JsonPath.<List<String>>read(json, property("client.max-attempts") + ".type"))
        .containsExactly("java.lang.Integer");
    assertThat(JsonPath.<List<String>>read(json, property("client.bulk-timeout") + ".type"))
        .containsExactly("java.time.Duration");
    assertThat(
            JsonPath.<List<String>>read(
                json,
                "$.hints[?(@.name=='dynamodb-jcache.caches.default.unreadable')].values[*].value"))
        .containsExactly("fail", "skip", "miss");
    assertThat(
            JsonPath.<List<String>>read(
                json, "$.hints[?(@.name=='dynamodb-jcache.client.endpoint')].values[*].value"))
        .containsExactly("embedded");
  }

  private static String property(String key) {
    return "$.properties[?(@.name=='dynamodb-jcache." + key + "')]";
  }

  /** Many jars have a file of that name. */
  private static String ofTheStarter() throws IOException, URISyntaxException {
    Path place =
        Path.of(StarterSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return Files.readString(place.resolve(FILE));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return Files.readString(jar.getPath(FILE));
    }
  }
}
