package io.github.dynamodbjcache.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM that is asked several times, since starting one takes longer than most of what it is
 * asked: it answers each line with a line, and ends with its input.
 */
public final class AnsweringJvm implements AutoCloseable {

  private static final long LONGEST_END_SECONDS = 60;

  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;

  private AnsweringJvm(Process process) {
    this.process = process;
    this.questions = new PrintStream(process.getOutputStream(), /* autoFlush= */ true, UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /** Starts one whose program calls {@link #answer(Answers)}, with these options of the JVM. */
  public static AnsweringJvm start(Class<?> program, List<String> options) throws IOException {
    return new AnsweringJvm(
        ChildJvm.builder(program, options, List.of())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Gives it words, none of which has a space or is empty. */
  public void ask(List<String> words) {
    questions.println(String.join(" ", words));
  }

  /** Waits for what it has to say to the oldest question that it has not answered. */
  public String answer(Duration longest) throws Exception {
    String answer =
        CompletableFuture.supplyAsync(this::line).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new AssertionError("the other JVM has ended; see its error output above");
    }
    return answer;
  }

  private String line() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    questions.close();
    if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** What the program does with the words of a question. */
  public interface Answers {
    String to(String[] words) throws Exception;
  }

  /** The main method of the program; what is thrown ends it. */
  public static void answer(Answers answers) throws Exception {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(answers.to(line.split(" ")));
    }
  }
}
