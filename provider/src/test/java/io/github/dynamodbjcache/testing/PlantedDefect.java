package io.github.dynamodbjcache.testing;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.utility.JavaModule;

/**
 * A method of the provider that does something else until this is closed: what shows that a test
 * would notice. It holds for the whole JVM, so no other test may run beside it, and tests that
 * plant in their own JVM are {@link Companion}s.
 *
 * <pre>{@code
 * try (PlantedDefect resent = PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
 *   assertThatThrownBy(this::thePromise).isInstanceOf(AssertionError.class);
 * }
 * }</pre>
 */
public final class PlantedDefect implements AutoCloseable {

  private final Instrumentation instrumentation;
  private final ResettableClassFileTransformer planted;

  private PlantedDefect(Instrumentation instrumentation, ResettableClassFileTransformer planted) {
    this.instrumentation = instrumentation;
    this.planted = planted;
  }

  /** Names the method. */
  public static Planting in(Place place) {
    return new Planting(place.type(), place.method());
  }

  /** Names a method, found or not. */
  static Planting in(String type, String method) {
    return new Planting(type, method);
  }

  /** What a method is to do instead. */
  public static final class Planting {

    private final String type;
    private final String method;

    private Planting(String type, String method) {
      this.type = type;
      this.method = method;
    }

    /** The method answers that, a number, a boolean or a string. */
    public PlantedDefect answers(Object constant) {
      return plant(FixedValue.value(constant));
    }

    /** The method answers null. */
    public PlantedDefect answersNull() {
      return plant(FixedValue.nullValue());
    }

    /** The method does nothing. */
    public PlantedDefect doesNothing() {
      return plant(StubMethod.INSTANCE);
    }

    /**
     * The method does what a public static one does, of that name in a public class, which gets the
     * same arguments.
     */
    public PlantedDefect does(Class<?> owner, String name) {
      Method instead =
          Arrays.stream(owner.getMethods())
              .filter(candidate -> candidate.getName().equals(name))
              .findFirst()
              .orElseThrow();
      return plant(MethodCall.invoke(instead).withAllArguments());
    }

    private PlantedDefect plant(Implementation instead) {
      Place.resolve(type, method);
      Instrumentation instrumentation = ByteBuddyAgent.install();
      AtomicBoolean found = new AtomicBoolean();
      ResettableClassFileTransformer planted =
          new AgentBuilder.Default()
              .disableClassFormatChanges()
              .with(RedefinitionStrategy.RETRANSFORMATION)
              .with(new Loud(found))
              .ignore(none())
              .type(named(type))
              .transform(
                  (builder, description, loader, module, domain) ->
                      builder.method(named(method)).intercept(instead))
              .installOn(instrumentation);
      PlantedDefect defect = new PlantedDefect(instrumentation, planted);
      if (!found.get()) {
        defect.close();
        throw new IllegalArgumentException("nothing planted in " + type + "." + method);
      }
      return defect;
    }
  }

  @Override
  public void close() {
    planted.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
  }

  /** Byte Buddy only tells its listener what went wrong. */
  private static final class Loud extends AgentBuilder.Listener.Adapter {

    private final AtomicBoolean found;

    Loud(AtomicBoolean found) {
      this.found = found;
    }

    @Override
    public void onTransformation(
        TypeDescription type,
        ClassLoader loader,
        JavaModule module,
        boolean loaded,
        DynamicType changed) {
      found.set(true);
    }

    @Override
    public void onError(
        String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
      failure.printStackTrace();
    }
  }
}
