package io.github.dynamodbjcache.benchmarks;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/** The words of a command line, which may have come as one argument; one after the other. */
final class Arguments {

  private final Queue<String> words;

  Arguments(String... arguments) {
    words =
        new ArrayDeque<>(
            Stream.of(arguments)
                .flatMap(argument -> List.of(argument.split(" ")).stream())
                .filter(word -> !word.isEmpty())
                .toList());
  }

  String next(String orElse) {
    String word = words.poll();
    return word == null ? orElse : word;
  }

  int next(int orElse) {
    return Integer.parseInt(next(Integer.toString(orElse)));
  }
}
