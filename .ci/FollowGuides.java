import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows guides literally, each in an empty folder: {@code java .ci/FollowGuides.java
 * docs/guides/*.md}. The snapshot has to be in the local repository.
 *
 * <ul>
 *   <li>A fenced block right after a line that is one bold code path is the content of that file.
 *   <li>A block of the language {@code sh} is run and has to succeed.
 *   <li>A block of the language {@code text} right after it says what is printed: its lines have to
 *       occur in that order, each as a part of a line.
 *   <li>Everything else is prose. A guide without a command is nothing to follow, and passed over.
 * </ul>
 */
public final class FollowGuides {

  private static final Pattern FILE = Pattern.compile("\\*\\*`([^`]+)`\\*\\*");
  private static final Pattern FENCE = Pattern.compile("```(\\w*)");
  private static final long LONGEST_MINUTES = 10;

  private FollowGuides() {}

  public static void main(String[] guides) throws Exception {
    Path wrapper = Path.of("mvnw").toAbsolutePath();
    int passed = 0;
    int failed = 0;
    for (String guide : guides) {
      List<Step> steps = steps(Files.readAllLines(Path.of(guide)));
      if (steps.stream().noneMatch(Command.class::isInstance)) {
        System.out.println("guide " + guide + ": no command, nothing to follow");
        continue;
      }
      long start = System.nanoTime();
      try {
        follow(steps, wrapper);
        passed++;
        System.out.printf(
            "guide %s: followed in %d s%n", guide, (System.nanoTime() - start) / 1_000_000_000);
      } catch (GuideFailed e) {
        failed++;
        System.out.println("guide " + guide + ": FAILED, " + e.getMessage());
      }
    }
    System.out.println("guides: " + passed + " passed, " + failed + " failed");
    System.exit(failed == 0 && passed > 0 ? 0 : 1);
  }

  private sealed interface Step {}

  private record WriteFile(String path, String content) implements Step {}

  /** The lines that are printed, in order; empty if the guide does not say. */
  private record Command(String script, List<String> prints) implements Step {}

  private static List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    String file = null;
    boolean afterCommand = false;
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) {
        if (!lines.get(i).isBlank()) {
          Matcher path = FILE.matcher(lines.get(i).strip());
          file = path.matches() ? path.group(1) : null;
          afterCommand = false;
        }
        continue;
      }
      List<String> block = new ArrayList<>();
      for (i++; i < lines.size() && !lines.get(i).equals("```"); i++) {
        block.add(lines.get(i));
      }
      String language = fence.group(1);
      if (file != null) {
        steps.add(new WriteFile(file, String.join("\n", block) + "\n"));
      } else if (language.equals("sh")) {
        steps.add(new Command(String.join("\n", block), List.of()));
      } else if (language.equals("text") && afterCommand) {
        Command command = (Command) steps.remove(steps.size() - 1);
        steps.add(new Command(command.script(), block));
      }
      afterCommand = file == null && language.equals("sh");
      file = null;
    }
    return steps;
  }

  private static void follow(List<Step> steps, Path wrapper) throws Exception {
    Path folder = Files.createTempDirectory("guide");
    try {
      Path project = Files.createDirectory(folder.resolve("project"));
      Path bin = Files.createDirectory(folder.resolve("bin"));
      // The Maven of the wrapper, so that a machine without one can follow, too.
      Path maven = bin.resolve("mvn");
      Files.writeString(maven, "#!/bin/sh\nexec '" + wrapper + "' -B -ntp \"$@\"\n");
      maven.toFile().setExecutable(true);
      for (Step step : steps) {
        if (step instanceof WriteFile write) {
          Path target = project.resolve(write.path()).normalize();
          if (!target.startsWith(project)) {
            throw new GuideFailed("a file outside of the project: " + write.path());
          }
          Files.createDirectories(target.getParent());
          Files.writeString(target, write.content());
        } else if (step instanceof Command command) {
          run(command, project, bin);
        }
      }
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }

  private static void run(Command command, Path project, Path bin) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", command.script())
            .directory(project.toFile())
            .redirectErrorStream(true);
    builder.environment().merge("PATH", bin.toString(), (path, ours) -> ours + ":" + path);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Process process = builder.start();
    process.getOutputStream().close();
    StringBuilder printed = new StringBuilder();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream output = process.getInputStream()) {
                printed.append(new String(output.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException ended) {
                printed.append(ended);
              }
            });
    reader.start();
    boolean inTime = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    if (!inTime) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    reader.join();
    if (!inTime || process.exitValue() != 0) {
      throw new GuideFailed(
          (inTime ? "exit code " + process.exitValue() : "no end within the time")
              + " of:\n"
              + command.script()
              + "\nwhich printed:\n"
              + printed);
    }
    requirePrinted(command, printed.toString());
  }

  private static void requirePrinted(Command command, String printed) throws GuideFailed {
    List<String> lines = printed.lines().toList();
    int at = 0;
    for (String expected : command.prints()) {
      if (expected.isBlank()) {
        continue;
      }
      while (at < lines.size() && !lines.get(at).contains(expected.strip())) {
        at++;
      }
      if (at++ == lines.size()) {
        throw new GuideFailed(
            "\"" + expected + "\" is missing, or not in its place, in what\n"
                + command.script() + "\nprinted:\n" + printed);
      }
    }
  }

  private static final class GuideFailed extends Exception {
    private static final long serialVersionUID = 1L;

    GuideFailed(String message) {
      super(message);
    }
  }
}
