package io.github.dynamodbjcache.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What one run of the TCK came to.
 *
 * @param run the tests that ran, those among them that the TCK turned into no-ops included
 * @param failed the tests that ended with an assertion
 * @param errors the tests that ended with any other exception
 * @param skipped the tests that JUnit skipped or that gave up on an assumption
 * @param silenced the tests, as {@code class#method}, that the TCK's own rules turned into no-ops
 *     and still counted as passed
 */
record TckOutcome(int run, int failed, int errors, int skipped, List<String> silenced) {

  /** Where the run leaves its outcome for the verdict. */
  static final Path FILE =
      Path.of(System.getProperty("tck.outcome", "target/tck-outcome.properties"));

  private static final String EXCLUDED = "org.jsr107.tck.CachingTest#dummyTest";
  private static final String BY_REFERENCE_CLASS = "org.jsr107.tck.StoreByReferenceTest#";
  private static final String BY_REFERENCE_TYPES =
      "org.jsr107.tck.TypesTest#simpleAPINoGenericsAndNoTypeEnforcementStoreByReference";

  TckOutcome {
    silenced = List.copyOf(silenced);
  }

  /** No-ops because the provider stores by value only, which the specification leaves open. */
  List<String> storeByReference() {
    return silenced.stream()
        .filter(test -> test.startsWith(BY_REFERENCE_CLASS) || test.equals(BY_REFERENCE_TYPES))
        .toList();
  }

  /** No-ops because the exclude list names them and the TCK expects it to. */
  List<String> excluded() {
    return silenced.stream().filter(EXCLUDED::equals).toList();
  }

  /** No-ops with neither excuse: tests that look green and proved nothing. */
  List<String> unexplained() {
    return silenced.stream()
        .filter(test -> !excluded().contains(test) && !storeByReference().contains(test))
        .toList();
  }

  @Override
  public String toString() {
    var counts = "TCK: %d run, %d failed, %d errors".formatted(run, failed, errors);
    var noOps =
        "; %d store-by-reference no-ops by the TCK's own rule, %d excluded (dummyTest)"
            .formatted(storeByReference().size(), excluded().size());
    return counts
        + noOps
        + (skipped == 0 ? "" : "; SKIPPED: " + skipped)
        + (unexplained().isEmpty() ? "" : "; NO-OPS WITHOUT A REASON: " + unexplained());
  }

  void write() throws IOException {
    var properties = new Properties();
    properties.setProperty("run", Integer.toString(run));
    properties.setProperty("failed", Integer.toString(failed));
    properties.setProperty("errors", Integer.toString(errors));
    properties.setProperty("skipped", Integer.toString(skipped));
    properties.setProperty("silenced", String.join(",", silenced));
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    try (var out = Files.newBufferedWriter(FILE)) {
      properties.store(out, null);
    }
  }

  static TckOutcome read() throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(FILE)) {
      properties.load(in);
    }
    var silenced = properties.getProperty("silenced");
    return new TckOutcome(
        Integer.parseInt(properties.getProperty("run")),
        Integer.parseInt(properties.getProperty("failed")),
        Integer.parseInt(properties.getProperty("errors")),
        Integer.parseInt(properties.getProperty("skipped")),
        silenced.isEmpty() ? List.of() : List.of(silenced.split(",")));
  }
}
