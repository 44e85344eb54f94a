package io.github.dynamodbjcache.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts what the TCK ran, prints the closing line and leaves the counts for {@link
 * ConformanceVerdict}.
 *
 * <p>The TCK's rules replace a test that does not apply by one that logs a line and passes. JUnit
 * cannot see that, so those lines are read here: the number of no-ops is the TCK's own, not ours.
 */
public final class TckTally implements TestExecutionListener {

  // The TCK's tests are JUnit 4 tests, and ours are not.
  private static final String TCK_ENGINE = "[engine:junit-vintage]";
  private static final Logger ROOT = Logger.getLogger("");

  private final AtomicInteger run = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private final SilencedTests silenced = new SilencedTests();

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (holdsTheTck(plan)) {
      deleteOldOutcome();
      ROOT.addHandler(silenced);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (isOfTheTck(test)) {
      skipped.incrementAndGet();
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (isOfTheTck(test)) {
      count(test, result);
    }
  }

  private void count(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      run.incrementAndGet();
    }
    switch (result.getStatus()) {
      case SUCCESSFUL -> {}
      case ABORTED -> skipped.incrementAndGet();
      case FAILED ->
          (result.getThrowable().filter(AssertionError.class::isInstance).isPresent()
                  ? failed
                  : errors)
              .incrementAndGet();
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!holdsTheTck(plan)) {
      return;
    }
    ROOT.removeHandler(silenced);
    var outcome =
        new TckOutcome(run.get(), failed.get(), errors.get(), skipped.get(), silenced.tests);
    System.out.println(outcome);
    try {
      outcome.write();
    } catch (IOException e) {
      throw new UncheckedIOException("The outcome of the TCK could not be written", e);
    }
  }

  private static boolean holdsTheTck(TestPlan plan) {
    return plan.countTestIdentifiers(test -> test.isTest() && isOfTheTck(test)) > 0;
  }

  private static boolean isOfTheTck(TestIdentifier test) {
    return test.getUniqueId().startsWith(TCK_ENGINE);
  }

  // A verdict must never be read off an earlier run.
  private static void deleteOldOutcome() {
    try {
      Files.deleteIfExists(TckOutcome.FILE);
    } catch (IOException e) {
      throw new UncheckedIOException("The outcome of an earlier run could not be deleted", e);
    }
  }

  /** Hears the line that the TCK logs in place of a test. */
  private static final class SilencedTests extends Handler {

    private static final Pattern LINE =
        Pattern.compile("===== EXCLUDING TEST '([^']+)'\\t'([^']+)'\\.");

    private final List<String> tests = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      var found = LINE.matcher(line.getMessage());
      if (found.matches()) {
        tests.add(found.group(1) + "#" + found.group(2));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
