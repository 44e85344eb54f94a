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

  private static final String LEFT = "test.left-by-the-first-start";

  private RestartedPaintShop() {}

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) throws Exception {
    ConfigurableApplicationContext context = SpringApplication.run(PaintShop.class, arguments);
    ClassLoader loader = RestartedPaintShop.class.getClassLoader();
    CacheManager manager = context.getBean(JCacheCacheManager.class).getCacheManager();
    Object left = System.getProperties().remove(LEFT);

    useTheCaches(context);
    say("loader: " + loader.getClass().getSimpleName());
    say("manager has the application's loader: " + (manager.getClassLoader() == loader));
    if (left == null) {
      System.getProperties().put(LEFT, List.of(manager, loader));
      say("first start done");
      return;
    }
    List<?> first = (List<?>) left;
    say("another loader: " + (first.get(1) != loader));
    say("the first manager is closed: " + ((CacheManager) first.get(0)).isClosed());
    say("questions: " + context.getBean(Maker.class).questions());
    WeakReference<?> firstLoader = new WeakReference<>(first.get(1));
    first = null;
    left = null;
    say("the first loader is gone: " + isCollected(firstLoader));
    say("second start done");
  }

  /** Each answer is cast to a class of this loader. */
  private static void useTheCaches(ConfigurableApplicationContext context) {
    Prices prices = context.getBean(Prices.class);
    BigDecimal price = prices.priceOf("#c93f38");
    Offer offer = prices.offerFor("#c93f38", 20);
    Offer none = prices.offerFor("#c93f38", 2);
    Mixture mixture = prices.mix("#c93f38", "#1b3a57");
    Swatch swatch = context.getBean(Swatches.class).swatchOf("#c93f38");
    String unknown;
    try {
      context.getBean(Swatches.class).swatchOf("#000000");
      unknown = "known";
    } catch (UnknownPaintException e) {
      unknown = e.getMessage();
    }
    say("answers: %s %s %s %s %s".formatted(price, offer, none, mixture, swatch) + " " + unknown);
  }

  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return reference.get() == null;
  }

  private static void say(String text) {
    System.out.println("== " + text);
  }
}
