package io.github.dynamodbjcache.examples.quickstart;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A paint shop keeps its catalogue in DynamoDB, through plain JCache. Read it from top to bottom;
 * each section of the output is a method here.
 *
 * <p>It needs no account and no network: DynamoDB Local runs in this JVM. It ends with an error if
 * anything does not turn out as it says.
 */
public final class Quickstart {

  private static final String RED = "#c93f38";

  private final URI dynamoDb;
  private final CacheManager manager;
  private final Bill bill;
  private final Warehouse warehouse = new Warehouse();
  private final Cache<String, Paint> paints;

  private Quickstart(URI dynamoDb, CacheManager manager, Bill bill) {
    this.dynamoDb = dynamoDb;
    this.manager = manager;
    this.bill = bill;
    this.paints = catalogueInFrontOfTheWarehouse();
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    var bill = new Bill();
    try (var dynamoDb = EmbeddedDynamoDb.inMemory();
        var client = clientWith(bill, dynamoDb.endpoint());
        var manager = managerOver(client)) {
      var shop = new Quickstart(dynamoDb.endpoint(), manager, bill);
      shop.askForAPaintTwice();
      shop.putTheWholeCatalogueIn();
      shop.countVisitorsFromTwoProcesses();
      shop.hearWhatChanges();
      shop.letAnOfferExpire();
      shop.walkThroughAllPaints();
      shop.readTheStatistics();
      shop.presentTheBill();
    }
  }

  /**
   * A client of our own, only to count what it sends: a manager that is given none makes one, as
   * {@code dynamodb-jcache.conf} says.
   */
  private static DynamoDbClient clientWith(Bill bill, URI dynamoDb) {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(client -> client.addExecutionInterceptor(bill))
        .build();
  }

  private static CacheManager managerOver(DynamoDbClient client) {
    var provider = Caching.getCachingProvider();
    return provider.getCacheManager(
        provider.getDefaultURI(),
        provider.getDefaultClassLoader(),
        DynamoDbCacheProperties.withClient(client));
  }

  /** A cache that asks the warehouse for what it does not hold, and keeps it for a day. */
  private Cache<String, Paint> catalogueInFrontOfTheWarehouse() {
    return manager.createCache(
        "paints",
        new MutableConfiguration<String, Paint>()
            .setTypes(String.class, Paint.class)
            .setStatisticsEnabled(true)
            .setReadThrough(true)
            .setCacheLoaderFactory(() -> warehouse)
            .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_DAY)));
  }

  private void askForAPaintTwice() {
    section("A paint is asked for twice");
    for (var source : List.of("the warehouse", "the table")) {
      var start = System.nanoTime();
      var paint = paints.get(RED);
      say("%s is \"%s\", says %s after %d ms", RED, paint.name(), source, millisSince(start));
    }
    Promise.kept(warehouse.questions() == 1, "the warehouse is asked once");
  }

  private void putTheWholeCatalogueIn() {
    section("All %,d paints go in".formatted(warehouse.size()));
    var start = System.nanoTime();
    var done = 0;
    for (var shelf : warehouse.shelves()) {
      paints.putAll(shelf);
      done += shelf.size();
      say("%,6d paints after %,6d ms", done, millisSince(start));
    }
    // On a busy machine a few more: a request that is not answered in time is sent again.
    say("in %,d requests, up to 25 paints in each", bill.requests("BatchWriteItem"));
  }

  private void countVisitorsFromTwoProcesses() throws IOException, InterruptedException {
    var bumps = 250;
    section("Two processes bump one counter, %d times each".formatted(bumps));
    var counters = Counters.in(manager);
    try (var front = new OtherProcess(dynamoDb, "visitors", bumps);
        var back = new OtherProcess(dynamoDb, "visitors", bumps)) {
      front.go();
      back.go();
      front.await();
      back.await();
    }
    long visitors = counters.get("visitors");
    say("the counter stands at %d", visitors);
    Promise.kept(visitors == 2L * bumps, "no bump is lost and none counts twice");
  }

  private void hearWhatChanges() {
    section("A listener hears what this process changes");
    var heard = new ArrayList<String>();
    var listener =
        new MutableCacheEntryListenerConfiguration<String, Paint>(
            () -> new ChangeListener(heard), null, /* isOldValueRequired= */ true, true);
    paints.registerCacheEntryListener(listener);
    paints.put("#abcde0", new Paint("#abcde0", "Quickstart Blue"));
    paints.put("#abcde0", new Paint("#abcde0", "Quickstart Sky"));
    paints.remove("#abcde0");
    paints.deregisterCacheEntryListener(listener);
    heard.forEach(change -> say("%s", change));
    Promise.kept(
        heard.equals(
            List.of(
                "CREATED Quickstart Blue",
                "UPDATED Quickstart Blue to Quickstart Sky",
                "REMOVED Quickstart Sky")),
        "each change is heard once, in order, before the call returns");
  }

  private void letAnOfferExpire() throws InterruptedException {
    section("An offer lives for one second");
    var offers =
        manager.createCache(
            "offers",
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(new Duration(SECONDS, 1))));
    offers.put("today", "two for one");
    say("now:           %s", offers.get("today"));
    Thread.sleep(1_100);
    var later = offers.get("today");
    say("a bit later:   %s", later);
    Promise.kept(later == null, "what has expired is not handed out");
  }

  private void walkThroughAllPaints() {
    section("All paints are walked through, one page in memory at a time");
    var count = 0;
    var darkest = paints.get(RED);
    for (var entry : paints) {
      count++;
      if (entry.getValue().brightness() < darkest.brightness()) {
        darkest = entry.getValue();
      }
    }
    say("%,d paints, the darkest is \"%s\"", count, darkest.name());
    Promise.kept(count == warehouse.size(), "each paint is met once");
  }

  private void readTheStatistics() throws JMException {
    section("The statistics of this process, from its MXBean");
    var beans = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("javax.cache:type=CacheStatistics,Cache=paints,*");
    var statistics =
        JMX.newMXBeanProxy(
            beans, beans.queryNames(name, null).iterator().next(), CacheStatisticsMXBean.class);
    say(
        "%,d hits, %,d misses, %,d puts, %,d removals",
        statistics.getCacheHits(),
        statistics.getCacheMisses(),
        statistics.getCachePuts(),
        statistics.getCacheRemovals());
    Promise.kept(statistics.getCacheMisses() == 1, "only the first question was a miss");
    Promise.kept(statistics.getCacheRemovals() == 1, "one paint was removed");
  }

  private void presentTheBill() {
    section("What this process asked of DynamoDB");
    System.out.print(bill);
  }

  private static void section(String title) {
    System.out.printf("%n%s%n", title);
  }

  private static void say(String format, Object... arguments) {
    System.out.println("   " + format.formatted(arguments));
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
