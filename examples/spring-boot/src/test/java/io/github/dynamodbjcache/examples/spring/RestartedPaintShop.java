package io.github.dynamodbjcache.examples.spring;

import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.util.List;
import javax.cache.CacheManager;
import org.springframework.boot.SpringApplication;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application under devtools, which start {@code main} anew with a class loader of its own
 * after each change. What one start leaves to the next lies in the system properties, as classes
 * and their static fields do not survive.
 */
public final class RestartedPaintShop {

  private static final String LEFT = "test.left-by-the-start-before";

  private RestartedPaintShop() {}

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) throws Exception {
    ConfigurableApplicationContext context = SpringApplication.run(PaintShop.class, arguments);
    ClassLoader loader = RestartedPaintShop.class.getClassLoader();
    CacheManager manager = context.getBean(JCacheCacheManager.class).getCacheManager();
    List<?> left = (List<?>) System.getProperties().remove(LEFT);
    int start = left == null ? 1 : (Integer) left.get(0) + 1;

    useTheCaches(context);
    say("loader: " + loader.getClass().getSimpleName());
    say("manager has the application's loader: " + (manager.getClassLoader() == loader));
    if (left != null) {
      say("questions: " + context.getBean(Maker.class).questions());
      say("another loader: " + (left.get(2) != loader));
      say("the manager before is closed: " + ((CacheManager) left.get(1)).isClosed());
      WeakReference<?> before = new WeakReference<>(left.get(2));
      left = null;
      say("the loader before is gone: " + isCollected(before));
    }
    System.getProperties().put(LEFT, List.of(start, manager, loader));
    say("start " + start + " done");
  }

  /** Each answer is cast to a class of this loader. */
  private static void useTheCaches(ConfigurableApplicationContext context) {
    Prices prices = context.getBean(Prices.class);
    BigDecimal price = prices.priceOf("#c93f38");
    Offer offer = prices.offerFor("#c93f38", 20);
    Offer none = prices.offerFor("#c93f38", 2);
    Mixture mixture = prices.mix("#c93f38", "#1b3a57");
    Swatch swatch = context.getBean(Swatches.class).swatchOf("#c93f38");
    say("answers: %s %s %s %s %s".formatted(price, offer, none, mixture, swatch));
    try {
      context.getBean(Swatches.class).swatchOf("#000000");
    } catch (RuntimeException e) {
      // Spring hands out a copy of a cached exception, made by Spring's own class loader.
      say("answers with " + e);
    }
    Object cached =
        context
            .getBean(JCacheCacheManager.class)
            .getCacheManager()
            .getCache("unknown-paints")
            .iterator()
            .next()
            .getValue();
    say("the cached exception is of the application: " + (cached instanceof UnknownPaintException));
  }

  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 30 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return reference.get() == null;
  }

  private static void say(String text) {
    System.out.println("== " + text);
  }
}
