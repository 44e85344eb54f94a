package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it costs that a value is read back before it is stored: prints the CPU time of writing and
 * of reading values, of which those of plain classes are not read back, and those of a class that
 * takes part in its own reading, and JSON, always are.
 */
public final class Serializing {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 50_000;
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MICRO = 1_000;

  private Serializing() {}

  /** A plain class, as applications have them. */
  static class Order implements Serializable {
    private static final long serialVersionUID = 1L;
    final String customer = "Ada Lovelace";
    final LocalDate day = LocalDate.of(2026, 2, 28);
    final List<Object> lines = new ArrayList<>();

    Order() {
      for (int i = 0; i < 10; i++) {
        lines.add(new ArrayList<>(List.of("paint " + i, i, day.plusDays(i))));
      }
    }
  }

  /** The same, but it takes part in its own reading. */
  static final class Checked extends Order {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return this;
    }
  }

  /**
   * Runs it.
   *
   * @param arguments how often each is done per round, by default 20,000
   */
  public static void main(String[] arguments) {
    int times = new Arguments(arguments).next(20_000);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("plain class", new Order());
    values.put("the JDK's stand-ins", new ArrayList<>(List.of(JapaneseDate.of(2024, 2, 29))));
    values.put("a ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2)));
    values.put("takes part in its reading", new Checked());
    JavaSerializer java =
        JavaSerializer.of(
            AllowList.of("c", List.of(Serializing.class.getPackageName() + ".*")),
            Serializing.class.getClassLoader());
    System.out.printf(Locale.ROOT, "%-28s %10s %10s%n", "µs of CPU", "write", "read");
    values.forEach((name, value) -> print(name, times, java, value));
    print("record, as JSON", times, Serializers.jackson(Invoice.class), invoice());
    print("the same, unchecked", times, new Unchecked(), invoice());
  }

  private static void print(String name, int times, Serializer serializer, Object value) {
    byte[] bytes = serializer.serialize(value);
    double write = micros(times, () -> serializer.serialize(value));
    double read = micros(times, () -> serializer.deserialize(bytes));
    System.out.printf(Locale.ROOT, "%-28s %10.1f %10.1f%n", name, write, read);
  }

  private static Invoice invoice() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(new Line("paint " + i, i, LocalDate.of(2026, 2, 28).plusDays(i)));
    }
    return new Invoice("Ada Lovelace", LocalDate.of(2026, 2, 28), lines);
  }

  record Line(String article, int count, LocalDate day) {}

  record Invoice(String customer, LocalDate day, List<Line> lines) {}

  /** What Jackson does alone. */
  private static final class Unchecked implements Serializer {
    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public String format() {
      return "unchecked";
    }

    @Override
    public byte[] serialize(Object value) {
      return mapper.writeValueAsBytes(value);
    }

    @Override
    public Object deserialize(byte[] bytes) {
      return mapper.readValue(bytes, Invoice.class);
    }
  }

  /** The least of several rounds: what another process disturbed is no measurement. */
  private static double micros(int times, Runnable task) {
    for (int i = 0; i < WARM_UP; i++) {
      task.run();
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        task.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
    }
    return least / NANOS_PER_MICRO / times;
  }
}
