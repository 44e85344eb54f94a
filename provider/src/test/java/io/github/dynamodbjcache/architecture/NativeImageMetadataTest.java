package io.github.dynamodbjcache.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * "What the provider reaches by name is in its metadata for native images": each place in the code
 * that reaches a class, a member or a resource by name is known here, with what it reaches, and
 * each line of the metadata names what is there.
 */
class NativeImageMetadataTest {

  private static final String FOLDER =
      "META-INF/native-image/io.github.dynamodb-jcache/dynamodb-jcache/";

  private static final String STAND_INS = "io.github.dynamodbjcache.internal.codec.java.";

  private static final Path SOURCES = Path.of("src/main/java/io/github/dynamodbjcache");

  private static final Pattern BY_NAME =
      Pattern.compile(
          "Class\\.forName\\(|\\.getResource|ServiceLoader\\.load|getDeclared(Field|Method|Constructor)"
              + "|\\.getMethods?\\(|\\.getConstructor|\\.getField\\(|getRecordComponents|registerMBean");

  private static final Pattern CLASS_NAME = Pattern.compile("\"((?:[a-z0-9]+\\.)+[A-Z][\\w$]*)\"");

  /** What only the application can register: classes of its own that it names or stores. */
  private static final String APPLICATIONS = "the application's classes";

  /** Which places there are: those whose names stand in the source beside them, and others. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("internal/client/EmbeddedEndpoint.java", ""),
          Map.entry("internal/client/HttpClients.java", ""),
          Map.entry("internal/client/RuntimeNeeds.java", ""),
          Map.entry("internal/client/SdkVersion.java", ""),
          Map.entry("internal/wire/Twin.java", ""),
          Map.entry("internal/codec/key/KeyFields.java", "internal/codec/key/LibraryKeys.java"),
          Map.entry("internal/management/CacheBeans.java", "the three beans"),
          Map.entry("internal/settings/reading/SettingsFile.java", "the two files of settings"),
          Map.entry("internal/settings/reading/Conversion.java", APPLICATIONS),
          Map.entry("internal/settings/NamedClasses.java", APPLICATIONS),
          Map.entry("internal/settings/MappingInFile.java", APPLICATIONS),
          Map.entry("internal/mapping/Arguments.java", ""),
          Map.entry("internal/mapping/BeanPlans.java", APPLICATIONS),
          Map.entry("internal/mapping/KeyForms.java", APPLICATIONS),
          Map.entry("internal/mapping/MappingDefinition.java", APPLICATIONS),
          Map.entry("internal/mapping/RecordPlans.java", APPLICATIONS),
          Map.entry("internal/client/Hooks.java", APPLICATIONS),
          Map.entry("internal/codec/java/AllowedClasses.java", APPLICATIONS),
          Map.entry("internal/codec/java/GuardedObjectInputStream.java", APPLICATIONS),
          Map.entry("internal/codec/java/SelfReading.java", APPLICATIONS),
          Map.entry("internal/codec/java/StoredUnpaged.java", ""),
          Map.entry("internal/codec/json/JsonMessages.java", APPLICATIONS),
          Map.entry("internal/codec/json/LeftOut.java", APPLICATIONS),
          Map.entry("internal/codec/json/Losses.java", APPLICATIONS),
          Map.entry("internal/codec/key/CachedHash.java", APPLICATIONS),
          Map.entry("internal/codec/key/Constants.java", APPLICATIONS),
          Map.entry("internal/codec/key/FieldsInBytes.java", APPLICATIONS),
          Map.entry("internal/codec/key/Identity.java", APPLICATIONS),
          Map.entry("internal/codec/key/StandIns.java", APPLICATIONS),
          Map.entry("internal/codec/key/ValueClasses.java", APPLICATIONS),
          Map.entry("codec/NamedTypes.java", APPLICATIONS),
          Map.entry("internal/codec/value/ContentEquality.java", APPLICATIONS));

  @Test
  void everyPlaceThatReachesByNameIsKnown() throws IOException {
    List<String> places = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (BY_NAME.matcher(Files.readString(file)).find()) {
          places.add(SOURCES.relativize(file).toString());
        }
      }
    }
    assertThat(places)
        .as("say here what a new place reaches by name, and put that into reflect-config.json")
        .containsExactlyInAnyOrderElementsOf(PLACES.keySet());
  }

  @Test
  void whatStandsInTheSourceIsInTheMetadata() throws IOException {
    Map<String, JsonNode> entries = reflection();
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      String names = place.getValue().endsWith(".java") ? place.getValue() : place.getKey();
      if (place.getValue().isEmpty() || place.getValue().endsWith(".java")) {
        List<String> named =
            CLASS_NAME
                .matcher(Files.readString(SOURCES.resolve(names)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).as(names).isNotEmpty();
        assertThat(entries.keySet()).as(names).containsAll(named);
      }
    }
  }

  @Test
  void whatIsInTheMetadataIsThere() throws Exception {
    for (JsonNode entry : reflection().values()) {
      String name = entry.get("name").asText();
      if (name.startsWith("io.github.dynamodbjcache") || name.startsWith("software.amazon")) {
        Class<?> type = Class.forName(name, false, getClass().getClassLoader());
        for (JsonNode field : entry.path("fields")) {
          assertThat(type.getDeclaredField(field.get("name").asText())).isNotNull();
        }
        for (JsonNode method : entry.path("methods")) {
          List<String> parameters =
              StreamSupport.stream(method.get("parameterTypes").spliterator(), false)
                  .map(JsonNode::asText)
                  .toList();
          assertThat(executables(type, method.get("name").asText()))
              .as(name + "." + method)
              .contains(parameters);
        }
      }
    }
  }

  private static List<List<String>> executables(Class<?> type, String name) {
    Stream<Class<?>[]> parameters =
        name.equals("<init>")
            ? Arrays.stream(type.getDeclaredConstructors()).map(each -> each.getParameterTypes())
            : Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .map(each -> each.getParameterTypes());
    return parameters.map(types -> Arrays.stream(types).map(Class::getName).toList()).toList();
  }

  @Test
  void whatIsWrittenInPlaceOfOthersCanBeRead() throws IOException {
    List<String> named = new ArrayList<>();
    read("serialization-config.json")
        .get("types")
        .forEach(type -> named.add(type.get("name").asText()));
    List<String> serializable;
    try (Stream<Path> files = Files.walk(SOURCES.resolve("internal/codec/java"))) {
      serializable =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(NativeImageMetadataTest::isWritten)
              .map(name -> STAND_INS + name)
              .toList();
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(serializable);
  }

  private static boolean isWritten(String name) {
    try {
      Class<?> type = Class.forName(STAND_INS + name);
      return Serializable.class.isAssignableFrom(type) && !Throwable.class.isAssignableFrom(type);
    } catch (ClassNotFoundException noClass) {
      return false;
    }
  }

  @Test
  void itsResourcesAreThoseThatAreRead() throws IOException {
    List<String> patterns = new ArrayList<>();
    read("resource-config.json")
        .at("/resources/includes")
        .forEach(included -> patterns.add(included.get("pattern").asText()));
    for (String resource :
        List.of(
            "reference.conf",
            "dynamodb-jcache.conf",
            "META-INF/services/javax.cache.spi.CachingProvider")) {
      assertThat(patterns).anyMatch(resource::matches);
    }
  }

  private static Map<String, JsonNode> reflection() throws IOException {
    Map<String, JsonNode> entries = new TreeMap<>();
    read("reflect-config.json").forEach(entry -> entries.put(entry.get("name").asText(), entry));
    return entries;
  }

  private static JsonNode read(String file) throws IOException {
    URL found = NativeImageMetadataTest.class.getClassLoader().getResource(FOLDER + file);
    assertThat(found).as(file).isNotNull();
    return new ObjectMapper().readTree(found);
  }
}
