package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.behaviour.TroubleLab.failure;
import static io.github.dynamodbjcache.behaviour.TroubleLab.strings;
import static io.github.dynamodbjcache.behaviour.TroubleLab.warnings;

import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** Settings that are refused, and tables that are not as they should be. */
final class TableTroubles {

  private TableTroubles() {}

  static Map<String, Provocation> all() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.put(
        "Configuration refused", lab -> refused(lab, "dynamodb-jcache.client.max-attempts", "no"));
    all.put("did you mean", lab -> refused(lab, "dynamodb-jcache.client.regoin", "eu-west-1"));
    all.put("needs a block:", lab -> refused(lab, "dynamodb-jcache.caches.users.expiry", "10m"));
    all.put("names a configuration file that cannot be read", noFile("file:/not-there/cache.conf"));
    all.put("looks like the path of a configuration file", noFile("not-there/cache.conf"));
    all.put(
        "dynamodb-jcache.client.trust-store",
        lab ->
            refused(
                lab, "dynamodb-jcache.client.trust-store", lab.file("empty.pem", "").toString()));
    all.put(
        "the cache manager's class loader finds no class",
        lab -> refused(lab, "dynamodb-jcache.client.execution-interceptors", "com.acme.NotThere"));
    all.put("exists already in this manager; use getCache", TableTroubles::existsAlready);
    all.put(
        "does not exist, and the configuration says never to create one",
        TableTroubles::mayNotBeCreated);
    all.put(", but the cache expects ", TableTroubles::anotherKey);
    all.put("cannot be used: its status is", TableTroubles::cannotBeUsed);
    all.put("was not ready within the creation timeout of", TableTroubles::notReady);
    all.put("is protected against deletion", TableTroubles::isProtected);
    all.put("was there already, and is not as the settings say", TableTroubles::differs);
    all.put("expired entries count as absent, but stay in the table", TableTroubles::otherTtl);
    all.put("could not be switched on for attribute ttl", TableTroubles::ttlRefused);
    all.put("is used without time to live", TableTroubles::ttlUnknown);
    return all;
  }

  private static List<Told> refused(TroubleLab lab, String key, String value) {
    return failure(() -> lab.cache(Map.of(key, value)));
  }

  private static Provocation noFile(String uri) {
    return lab ->
        failure(
            () -> lab.provider().getCacheManager(URI.create(uri), lab.getClass().getClassLoader()));
  }

  private static List<Told> existsAlready(TroubleLab lab) {
    CacheManager manager = lab.manager(lab.overTheStub(Map.of()));
    manager.createCache("c", strings());
    return failure(() -> manager.createCache("c", strings()));
  }

  private static List<Told> mayNotBeCreated(TroubleLab lab) {
    return failure(() -> lab.realCache(Map.of("dynamodb-jcache.table.create", "never"), strings()));
  }

  private static List<Told> anotherKey(TroubleLab lab) {
    String table = lab.newTable("id");
    return failure(() -> lab.manager(lab.overTables(Map.of())).createCache(table, strings()));
  }

  private static List<Told> cannotBeUsed(TroubleLab lab) {
    lab.stub().answer(described("ARCHIVED", Map.of()));
    return failure(() -> opened(lab, Map.of()));
  }

  private static List<Told> notReady(TroubleLab lab) {
    lab.stub().answer(described("CREATING", Map.of()));
    return failure(() -> opened(lab, Map.of("dynamodb-jcache.table.creation-timeout", "300ms")));
  }

  private static List<Told> isProtected(TroubleLab lab) {
    Cache<String, String> cache = lab.realCache(Map.of(), strings());
    CacheManager careful =
        lab.manager(lab.overTables(Map.of("dynamodb-jcache.table.deletion-protection", "true")));
    careful.createCache(cache.getName(), strings());
    return failure(() -> careful.destroyCache(cache.getName()));
  }

  private static List<Told> differs(TroubleLab lab) {
    String table = lab.newTable("k");
    Properties properties =
        lab.overTables(Map.of("dynamodb-jcache.table.deletion-protection", "true"));
    return warnings(() -> lab.manager(properties).createCache(table, strings()));
  }

  private static List<Told> otherTtl(TroubleLab lab) {
    lab.stub()
        .answer(
            described(
                "ACTIVE",
                Map.of(
                    "DescribeTimeToLive",
                    Answer.ok(
                        "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\","
                            + "\"AttributeName\":\"expires\"}}"))));
    return warnings(() -> opened(lab, Map.of()));
  }

  private static List<Told> ttlRefused(TroubleLab lab) {
    lab.stub()
        .answer(
            described(
                "ACTIVE",
                Map.of(
                    "UpdateTimeToLive",
                    Answer.error(400, "ValidationException", "modified too often"))));
    return warnings(() -> opened(lab, Map.of()));
  }

  private static List<Told> ttlUnknown(TroubleLab lab) {
    lab.stub()
        .answer(
            described(
                "ACTIVE",
                Map.of("UpdateTimeToLive", Answer.error(400, "AccessDeniedException", "no"))));
    return warnings(() -> opened(lab, Map.of()));
  }

  private static void opened(TroubleLab lab, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("dynamodb-jcache.table.create", "if-missing"));
    all.putAll(settings);
    lab.cache(all);
  }

  /** A table in that status, without time to live if nothing else is answered. */
  private static StubService.Answers described(String status, Map<String, Answer> others) {
    Map<String, Answer> answers = new HashMap<>();
    answers.put(
        "DescribeTable",
        Answer.ok(
            "{\"Table\":{\"TableName\":\"trouble\",\"TableStatus\":\""
                + status
                + "\",\"BillingModeSummary\":{\"BillingMode\":\"PAY_PER_REQUEST\"},"
                + "\"KeySchema\":[{\"AttributeName\":\"k\",\"KeyType\":\"HASH\"}],"
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"k\",\"AttributeType\":\"S\"}]}}"));
    answers.put(
        "DescribeTimeToLive",
        Answer.ok("{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"DISABLED\"}}"));
    answers.putAll(others);
    return request -> answers.getOrDefault(request.operation(), Answer.ok("{}"));
  }
}
