package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "A runtime that jlink has made of the modules in operations.md is enough, on the class path and
 * on the module path; what is missing is named."
 */
@Timeout(300)
class SmallRuntimesTest {

  /** What the provider needs at runtime, by the beginnings of the jars' names. */
  private static final Set<String> RUNTIME =
      Set.of(
          "cache-api",
          "config",
          "jspecify",
          "slf4j-api",
          "reactive-streams",
          "eventstream",
          "annotations",
          "apache5-client",
          "httpc",
          "dynamodb-2",
          "aws-core",
          "aws-json-protocol",
          "auth",
          "identity-spi",
          "http-",
          "retries",
          "metrics-spi",
          "endpoints-spi",
          "profiles",
          "regions",
          "protocol-core",
          "json-utils",
          "sdk-core",
          "utils",
          "third-party",
          "checksums",
          "arns");

  private static final Pattern JLINK = Pattern.compile("jlink --add-modules (\\S+) --output");

  /** The application as a module, with what the guide tells it to require. */
  private static final Pattern REQUIRES = Pattern.compile("(?m)^      requires \\S+;$");

  @TempDir static Path folder;

  private static Path jars;
  private static Path image;

  @BeforeAll
  static void makeTheJarsAndAnImage() throws IOException {
    jars = Files.createDirectory(folder.resolve("jars"));
    for (String element : ChildJvm.classPath().split(File.pathSeparator)) {
      String name = Path.of(element).getFileName().toString();
      if (name.endsWith(".jar") && RUNTIME.stream().anyMatch(name::startsWith)) {
        Files.copy(Path.of(element), jars.resolve(name));
      }
    }
    Path manifest = folder.resolve("manifest");
    Files.writeString(manifest, "Automatic-Module-Name: io.github.dynamodbjcache\n");
    Path provider = folderOf(DynamoDbCachingProvider.class);
    run("jar", "-c", "-f", jars + "/provider.jar", "-m", "" + manifest, "-C", "" + provider, ".");
    image = folder.resolve("image");
    run("jlink", "--add-modules", modulesOfTheGuide(), "--output", image.toString());
  }

  @Test
  void theModulesOfTheGuideAreEnough() throws Exception {
    assertThat(
            life(image, List.of("-cp", jars + "/*:" + folderOf(Life.class)), Life.class.getName()))
        .contains("got 2", "walked t", "walked v", "beans 2", "lived");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk.net", "java.management"})
  void aModuleThatIsMissingIsNamed(String missing) throws Exception {
    String others =
        Stream.of(modulesOfTheGuide().split(","))
            .filter(module -> !module.equals(missing))
            .collect(Collectors.joining(","));
    assertThat(
            life(
                image,
                List.of("--limit-modules", others, "-cp", jars + "/*:" + folderOf(Life.class)),
                Life.class.getName()))
        .contains("needs the module " + missing, "--add-modules " + missing)
        .doesNotContain("lived");
  }

  @Test
  void whatTheGuideHasAModuleRequireIsEnoughOnTheModulePath() throws Exception {
    Path application = application(requirements(""));
    assertThat(onTheModulePath(application)).contains("got 2", "lived");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk.net", "org.slf4j"})
  void whatAModuleDoesNotRequireIsNamed(String left) throws Exception {
    Path application = application(requirements(left));
    assertThat(onTheModulePath(application))
        .contains("needs the module " + left, "\"requires " + left + "\"")
        .doesNotContain("lived");
  }

  /** DynamoDB Local is no module, but can lie beside them. */
  @Test
  void theEmbeddedOneIsFoundOnTheClassPathBesideAModulePath() throws Exception {
    Path application = application(requirements(""));
    String path = jars + ":" + application;
    assertThat(
            life(
                Path.of(System.getProperty("java.home")),
                List.of("-p", path, "-cp", ChildJvm.classPath(), "-m"),
                "life/" + Life.class.getName(),
                "embedded"))
        .contains("got 2", "lived");
  }

  private static String onTheModulePath(Path application) throws Exception {
    return life(
        image, List.of("-p", jars + ":" + application, "-m"), "life/" + Life.class.getName());
  }

  private static String life(Path runtime, List<String> options, String program) throws Exception {
    return life(runtime, options, program, TestDynamoDb.endpoint().toString());
  }

  private static String life(Path runtime, List<String> options, String program, String endpoint)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(runtime.resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Daws.disableEc2Metadata=true",
            "-Daws.accessKeyId=local",
            "-Daws.secretAccessKey=local"));
    command.addAll(options);
    command.add(program);
    command.add(endpoint);
    return ChildJvm.of(command).await();
  }

  /** A module of this class's program, in a folder. */
  private static Path application(String requirements) throws IOException {
    Path application = Files.createTempDirectory(folder, "application");
    Path info = application.resolve("module-info.java");
    String name = Life.class.getPackageName();
    Path classes = application.resolve(name.replace('.', '/'));
    Files.createDirectories(classes);
    for (Class<?> type : List.of(Life.class, Life.Article.class)) {
      String file = type.getName().substring(name.length() + 1) + ".class";
      Files.copy(
          folderOf(type).resolve(name.replace('.', '/')).resolve(file), classes.resolve(file));
    }
    Files.writeString(
        info,
        "module life {\n" + requirements + "\nexports " + name + ";\nopens " + name + ";\n}\n");
    run(
        "javac",
        "-nowarn",
        "-Xlint:none",
        "-p",
        jars.toString(),
        "-d",
        application.toString(),
        info.toString());
    return application;
  }

  private static String requirements(String left) throws IOException {
    return REQUIRES
        .matcher(guide())
        .results()
        .map(MatchResult::group)
        .filter(line -> left.isEmpty() || !line.contains(" " + left + ";"))
        .collect(Collectors.joining("\n"));
  }

  private static String modulesOfTheGuide() throws IOException {
    Matcher found = JLINK.matcher(guide());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("../docs/operations.md"));
  }

  private static Path folderOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String tool, String... arguments) {
    int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    assertThat(status).as(tool).isZero();
  }

  /** A life of a cache, with what a user sees of it printed. */
  public static final class Life {

    private Life() {}

    /** A value. */
    public record Article(String title, double price) implements Serializable {}

    public static void main(String[] endpoint) throws Exception {
      try {
        live(endpoint[0]);
      } catch (CacheException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
          System.out.println(cause.getMessage());
        }
      }
    }

    private static void live(String endpoint) throws Exception {
      Properties properties = new Properties();
      properties.setProperty("dynamodb-jcache.client.endpoint", endpoint);
      properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
      var provider = Caching.getCachingProvider();
      CacheManager manager =
          provider.getCacheManager(
              provider.getDefaultURI(), Life.class.getClassLoader(), properties);
      String name = "test-" + UUID.randomUUID();
      Cache<String, Article> cache =
          manager.createCache(
              name,
              new MutableConfiguration<String, Article>()
                  .setTypes(String.class, Article.class)
                  .setStatisticsEnabled(true)
                  .setManagementEnabled(true));
      cache.putAll(Map.of("a", new Article("t", 1), "b", new Article("u", 2)));
      cache.put("c", new Article("v", 3));
      System.out.println("got " + cache.getAll(Set.of("a", "c")).size());
      cache.forEach(entry -> System.out.println("walked " + entry.getValue().title()));
      System.out.println(
          "beans "
              + ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("javax.cache:*"), null)
                  .size());
      manager.destroyCache(name);
      provider.close();
      System.out.println("lived");
    }
  }
}
