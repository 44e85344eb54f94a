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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decoding bytes that somebody made up ends in a value or in our exception for that entry, and
 * takes 64 MB at most: fuzzed by Jazzer, in a JVM for each target; and in every build, without it,
 * the seeds, the hostile payloads, and what chance makes of the seeds.
 */
class FuzzingTest {

  private static final int SECONDS = Math.max(5, Scale.of(60));
  private static final int SECONDS_TO_START = 120;
  private static final int SECONDS_TO_FIND = 60;
  private static final String INSTRUMENTED =
      "io.github.dynamodbjcache.codec.**:io.github.dynamodbjcache.internal.codec.**:io.github.dynamodbjcache.guarantee.FuzzTargets**";
  private static final int MUTANTS_OF_A_TARGET = 10_000;
  private static final int LAST_CHARACTERS = 4_000;

  private static final Seed SEED = Seed.of(FuzzingTest.class);
  private static final Map<Class<?>, Future<String>> FOUND = new HashMap<>();
  private static final ExecutorService AT_ONCE = Executors.newCachedThreadPool();

  @TempDir static Path directory;

  /** All at once, the companion's too, since half of their time the JVMs are only starting. */
  private static String found(Class<?> target) throws Exception {
    if (FOUND.isEmpty()) {
      start();
    }
    return FOUND.get(target).get();
  }

  private static void start() {
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
  @Tag("large")
  @Tag("fuzzing")
  void everyTargetHoldsAgainstTheFuzzer() throws Exception {
    for (Class<?> target : FuzzTargets.all().keySet()) {
      assertThat(found(target)).isEmpty();
    }
  }

  /** The companion: a planted bug is found quickly. */
  @Test
  @Tag("large")
  @Tag("fuzzing")
  void aPlantedBugIsFound() throws Exception {
    assertThat(found(FuzzTargets.Planted.class)).contains("planted");
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

  /** A fuzzer that learns nothing, but needs no JVM of its own. */
  @Test
  void whatChanceMakesOfTheSeedsIsDecodedOrRefused() throws Exception {
    Random random = SEED.random(0);
    for (Map.Entry<Class<?>, List<byte[]>> target : FuzzTargets.all().entrySet()) {
      for (int i = 0; i < MUTANTS_OF_A_TARGET; i++) {
        byte[] mutant = mutant(target.getValue(), random);
        try {
          run(target.getKey(), mutant);
        } catch (Exception | Error escaped) {
          throw new AssertionError(
              "%s, %s: %s"
                  .formatted(
                      SEED, target.getKey().getSimpleName(), HexFormat.of().formatHex(mutant)),
              escaped);
        }
      }
    }
  }

  /** One of them with some bytes changed, often the end of another behind it, often cut off. */
  private static byte[] mutant(List<byte[]> seeds, Random random) {
    byte[] mutant = seeds.get(random.nextInt(seeds.size())).clone();
    if (random.nextInt(4) == 0) {
      byte[] other = seeds.get(random.nextInt(seeds.size()));
      int kept = random.nextInt(mutant.length + 1);
      int from = random.nextInt(other.length + 1);
      mutant = Arrays.copyOf(mutant, kept + other.length - from);
      System.arraycopy(other, from, mutant, kept, other.length - from);
    }
    if (random.nextInt(4) == 0) {
      mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length + 1));
    }
    for (int changes = random.nextInt(4); changes > 0 && mutant.length > 0; changes--) {
      mutant[random.nextInt(mutant.length)] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : 1 << random.nextInt(8));
    }
    return mutant;
  }

  private static void run(Class<?> target, byte[] input) throws Exception {
    try {
      target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
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
