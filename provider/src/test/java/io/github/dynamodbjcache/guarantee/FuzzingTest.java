package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decoding bytes that somebody made up ends in a value or in our exception for that entry, and
 * takes 64 MB at most: fuzzed by Jazzer, in a JVM for each target.
 */
@Tag("large")
class FuzzingTest {

  private static final int SECONDS = Math.max(5, Scale.of(60));
  private static final int SECONDS_TO_START = 120;
  private static final int SECONDS_TO_FIND = 60;
  private static final String INSTRUMENTED =
      "io.github.dynamodbjcache.codec.**:io.github.dynamodbjcache.internal.codec.**:io.github.dynamodbjcache.guarantee.FuzzTargets**";
  private static final int LAST_CHARACTERS = 4_000;

  private static final Seed SEED = Seed.of(FuzzingTest.class);
  private static final Map<Class<?>, Future<String>> FOUND = new HashMap<>();
  private static final ExecutorService AT_ONCE = Executors.newCachedThreadPool();

  @TempDir static Path directory;

  /** All at once, the companion's too, since half of their time the JVMs are only starting. */
  @BeforeAll
  static void start() {
    FuzzTargets.all()
        .forEach(
            (target, seeds) ->
                FOUND.put(target, AT_ONCE.submit(() -> found(target, seeds, SECONDS))));
    List<byte[]> seeds = FuzzTargets.all().get(FuzzTargets.Keys.class);
    FOUND.put(
        FuzzTargets.Planted.class,
        AT_ONCE.submit(() -> found(FuzzTargets.Planted.class, seeds, SECONDS_TO_FIND)));
  }

  @AfterAll
  static void stop() {
    AT_ONCE.shutdownNow();
  }

  @Test
  void everyTargetHoldsAgainstTheFuzzer() throws Exception {
    for (Class<?> target : FuzzTargets.all().keySet()) {
      assertThat(FOUND.get(target).get()).isEmpty();
    }
  }

  /** The companion: a planted bug is found quickly. */
  @Test
  void aPlantedBugIsFound() throws Exception {
    assertThat(FOUND.get(FuzzTargets.Planted.class).get()).contains("planted");
  }

  /** Without the fuzzer, so that a failure is easy to look into. */
  @Test
  void seedsAndHostilePayloadsAreDecodedOrRefused() throws Exception {
    for (Map.Entry<Class<?>, List<byte[]>> target : FuzzTargets.all().entrySet()) {
      for (byte[] input : target.getValue()) {
        run(target.getKey(), input);
      }
    }
    for (Map.Entry<String, Map<String, AttributeValue>> payload :
        HostilePayloads.all().entrySet()) {
      AttributeValue value = payload.getValue().get("v");
      if (payload.getKey().startsWith("java") && value.b() != null) {
        byte[] sealed = value.b().asByteArray();
        run(
            FuzzTargets.Values.class,
            FuzzTargets.prefixed(0, Arrays.copyOfRange(sealed, 4, sealed.length)));
      }
    }
    byte[] bug = "~bug:1".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> run(FuzzTargets.Planted.class, bug))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void run(Class<?> target, byte[] input) throws Exception {
    try {
      target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** What the fuzzer printed if it found something, else nothing. */
  private static String found(Class<?> target, List<byte[]> seeds, int seconds)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(target.getSimpleName()));
    Path corpus = Files.createDirectories(own.resolve("corpus"));
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed" + i), seeds.get(i));
    }
    Path output = own.resolve("output.txt");
    Process fuzzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-Xss1m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=" + INSTRUMENTED,
                "--reproducer_path=" + own,
                "-artifact_prefix=" + own + "/",
                "-seed=" + Math.max(1, SEED.value() & 0x7fffffff),
                "-max_total_time=" + seconds,
                "-max_len=16384",
                "-rss_limit_mb=3000",
                corpus.toString())
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = fuzzer.waitFor(seconds + SECONDS_TO_START, TimeUnit.SECONDS);
    fuzzer.destroyForcibly();
    String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
    if (!ended) {
      return target.getSimpleName() + " did not end: " + end(printed);
    }
    assertThat(printed).contains("INFO: Seed:");
    printed.lines().filter(line -> line.contains("DONE")).forEach(System.out::println);
    return fuzzer.exitValue() == 0 ? "" : target.getSimpleName() + ": " + end(printed);
  }

  private static String end(String printed) {
    return printed.substring(Math.max(0, printed.length() - LAST_CHARACTERS));
  }
}
