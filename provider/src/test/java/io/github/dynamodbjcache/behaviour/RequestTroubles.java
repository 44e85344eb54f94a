package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.behaviour.TroubleLab.failure;
import static io.github.dynamodbjcache.behaviour.TroubleLab.strings;
import static io.github.dynamodbjcache.behaviour.TroubleLab.told;
import static io.github.dynamodbjcache.behaviour.TroubleLab.warnings;

import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.testing.Certificates;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Requests that do not get there, are refused, or are not answered. */
final class RequestTroubles {

  private static final StubService.Answers NEVER =
      request -> {
        new CountDownLatch(1).await();
        return Answer.ok("{}");
      };
  private static final Map<String, String> SHORT =
      Map.of("dynamodb-jcache.client.api-call-timeout", "400ms");

  private static final int MORE_THAN_THE_BUDGET = 150;

  private RequestTroubles() {}

  static Map<String, Provocation> all() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.put("does not resolve", unsent(new UnknownHostException("dynamodb")));
    all.put("refuses the connection", RequestTroubles::nobodyListens);
    all.put("no connection to", unsent(new NoRouteToHostException("no route")));
    all.put("no encrypted connection to", RequestTroubles::nobodyTrusts);
    all.put("through the proxy", RequestTroubles::proxyIsNotThere);
    all.put("connections were in use until the call's time limit", RequestTroubles::tooManyCallers);
    all.put("was not sent: the thread has been interrupted", RequestTroubles::interruptedBefore);
    all.put("the thread was interrupted", RequestTroubles::interruptedMeanwhile);
    all.put(
        "no AWS credentials could be had",
        credentials(SdkClientException.create("Unable to load credentials from any provider")));
    all.put(
        "Add to the class path: software.amazon.awssdk:sts",
        credentials(
            SdkClientException.create(
                "To use web identity tokens, the 'sts' service module must be on the class path.")));
    all.put(
        "so nothing was sent to DynamoDB. Check the role or the profile",
        credentials(
            AwsServiceException.builder()
                .statusCode(403)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode("AccessDenied")
                        .errorMessage("not for you")
                        .build())
                .build()));
    all.put("it may have been closed", RequestTroubles::clientIsClosed);
    all.put(
        "access denied. The credentials need the right dynamodb:",
        answered(400, "AccessDeniedException"));
    all.put(
        "the service does not accept the credentials",
        answered(400, "UnrecognizedClientException"));
    all.put("the credentials have expired", answered(400, "ExpiredTokenException"));
    all.put("this machine's clock differs too much", RequestTroubles::clockIsOff);
    all.put(
        "the table does not exist, or was deleted while the cache was open",
        answered(400, "ResourceNotFoundException"));
    all.put("the service refuses the request as invalid", answered(400, "ValidationException"));
    all.put(
        "this server does not know the operation, which dynamodb-jcache.caches.*.exactly-once"
            + " needs",
        RequestTroubles::noTransactions);
    all.put(
        "the item collection is over the 10 GB",
        answered(400, "ItemCollectionSizeLimitExceededException"));
    all.put("throttled until no attempt was left", answered(400, "ThrottlingException"));
    all.put(
        "it conflicts with a transaction on the same item",
        answered(400, "TransactionConflictException"));
    all.put("the service answered with status", answered(500, "InternalServerError"));
    all.put("this does not look like DynamoDB", RequestTroubles::somethingElseAnswers);
    all.put("no usable answer came from", RequestTroubles::readIsNotAnswered);
    all.put("the call's time limit of", RequestTroubles::readIsNotAnswered);
    all.put("may or may not have been applied", RequestTroubles::writeIsNotAnswered);
    all.put(
        "was applied, but the answer with the previous entry was lost",
        RequestTroubles::previousIsLost);
    all.put("entries were left over when the call's time limit", RequestTroubles::writesLeftOver);
    all.put("keys were left over when the call's time limit", RequestTroubles::readsLeftOver);
    all.put("; not done: ", RequestTroubles::halfOfTheWrites);
    all.put("requests are sent again (", RequestTroubles::retriesAreLogged);
    all.put("the budget of retries is spent", RequestTroubles::budgetIsSpent);
    return all;
  }

  private static Provocation answered(int status, String code) {
    return lab -> {
      lab.stub().answer(request -> Answer.error(status, code, "so it is"));
      Cache<String, String> cache = lab.cache(Map.of());
      return failure(() -> cache.get("k"));
    };
  }

  private static Provocation unsent(IOException obstacle) {
    return lab ->
        failure(over(lab, FaultyHttpClient.neverSent(obstacle), cache -> cache.put("k", "v")));
  }

  private static List<Told> previousIsLost(TroubleLab lab) {
    return failure(
        over(
            lab,
            FaultyHttpClient.answerLost(),
            cache -> {
              lab.listen(cache);
              cache.put("k", "v");
            }));
  }

  private interface Use {
    void of(Cache<String, String> cache);
  }

  /** A cache with a real table, whose next update meets that. */
  private static ThrowingCallable over(TroubleLab lab, Fault fault, Use use) {
    return () -> {
      FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
      try (DynamoDbClient client = TestDynamoDb.client(network)) {
        Properties properties = DynamoDbCacheProperties.withClient(client);
        properties.setProperty("dynamodb-jcache.client.max-attempts", "2");
        Cache<String, String> cache =
            lab.manager(properties).createCache(lab.newTable(), strings());
        network.next("UpdateItem", fault).next("UpdateItem", fault);
        use.of(cache);
      }
    };
  }

  private static Provocation credentials(RuntimeException failure) {
    AwsCredentialsProvider none =
        () -> {
          throw failure;
        };
    return lab -> {
      Properties properties = lab.overTheStub(Map.of());
      properties.put(DynamoDbCacheProperties.CREDENTIALS_PROVIDER_INSTANCE, none);
      Cache<String, String> cache = lab.cache(properties, strings());
      return failure(() -> cache.put("k", "v"));
    };
  }

  private static List<Told> nobodyListens(TroubleLab lab) throws IOException {
    try (Unreachable nowhere = new Unreachable(/* silent= */ false)) {
      Cache<String, String> cache =
          lab.cache(
              Map.of("dynamodb-jcache.client.endpoint", "http://127.0.0.1:" + nowhere.port()));
      return failure(() -> cache.put("k", "v"));
    }
  }

  private static List<Told> proxyIsNotThere(TroubleLab lab) throws IOException {
    try (Unreachable nowhere = new Unreachable(/* silent= */ false)) {
      Cache<String, String> cache =
          lab.cache(
              Map.of(
                  "dynamodb-jcache.client.endpoint",
                  "https://dynamodb.acme.test",
                  "dynamodb-jcache.client.proxy.endpoint",
                  "http://127.0.0.1:" + nowhere.port()));
      return failure(() -> cache.put("k", "v"));
    }
  }

  private static List<Told> nobodyTrusts(TroubleLab lab) throws Exception {
    try (StubService encrypted =
        StubService.start(
            Certificates.selfSigned(lab.directory()).context(), request -> Answer.ok("{}"))) {
      Cache<String, String> cache =
          lab.cache(Map.of("dynamodb-jcache.client.endpoint", encrypted.uri().toString()));
      return failure(() -> cache.put("k", "v"));
    }
  }

  private static List<Told> tooManyCallers(TroubleLab lab) throws InterruptedException {
    lab.stub()
        .answer(
            request -> {
              Thread.sleep(300);
              return Answer.ok("{}");
            });
    Cache<String, String> cache =
        lab.cache(
            Map.of(
                "dynamodb-jcache.client.max-connections", "2",
                "dynamodb-jcache.client.api-call-timeout", "1s"));
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(lab.threads().submit(() -> cache.get("k")));
    }
    List<Told> told = new ArrayList<>();
    for (Future<?> call : calls) {
      try {
        call.get();
      } catch (ExecutionException e) {
        told.addAll(told(e.getCause()));
      }
    }
    return told;
  }

  private static List<Told> interruptedBefore(TroubleLab lab) {
    Cache<String, String> cache = lab.cache(Map.of());
    Thread.currentThread().interrupt();
    try {
      return failure(() -> cache.put("k", "v"));
    } finally {
      Thread.interrupted();
    }
  }

  private static List<Told> interruptedMeanwhile(TroubleLab lab) {
    Thread caller = Thread.currentThread();
    lab.stub()
        .answer(
            request -> {
              caller.interrupt();
              return NEVER.to(request);
            });
    Cache<String, String> cache = lab.cache(Map.of("dynamodb-jcache.client.attempt-timeout", "1s"));
    try {
      return failure(() -> cache.get("k"));
    } finally {
      Thread.interrupted();
    }
  }

  private static List<Told> clientIsClosed(TroubleLab lab) {
    DynamoDbClient client = TestDynamoDb.client();
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    Cache<String, String> cache = lab.cache(properties, strings());
    client.close();
    return failure(() -> cache.put("k", "v"));
  }

  private static List<Told> clockIsOff(TroubleLab lab) {
    Fault wrong =
        FaultyHttpClient.answers(
            400, "InvalidSignatureException", "Signature expired", Duration.ofHours(1));
    return failure(over(lab, wrong, cache -> cache.put("k", "v")));
  }

  private static List<Told> noTransactions(TroubleLab lab) {
    lab.stub().answer(request -> Answer.error(400, "UnknownOperationException", ""));
    Cache<String, String> cache =
        lab.cache(
            lab.overTheStub(Map.of()),
            new DynamoDbConfiguration<String, String>()
                .setExactlyOnce(ExactlyOnce.WRITES)
                .setTypes(String.class, String.class));
    return failure(() -> cache.put("k", "v"));
  }

  private static List<Told> somethingElseAnswers(TroubleLab lab) {
    lab.stub().answer(request -> new Answer(404, "<html>Welcome</html>", Map.of()));
    Cache<String, String> cache = lab.cache(Map.of());
    return failure(() -> cache.get("k"));
  }

  private static List<Told> readIsNotAnswered(TroubleLab lab) {
    lab.stub().answer(NEVER);
    Cache<String, String> cache = lab.cache(SHORT);
    return failure(() -> cache.get("k"));
  }

  private static List<Told> writeIsNotAnswered(TroubleLab lab) {
    lab.stub().answer(NEVER);
    Cache<String, String> cache = lab.cache(SHORT);
    return failure(() -> cache.put("k", "v"));
  }

  private static final String A_WRITE =
      "{\"PutRequest\":{\"Item\":{\"k\":{\"S\":\"k1\"},\"t\":{\"S\":\"string\"}}}}";

  private static List<Told> writesLeftOver(TroubleLab lab) {
    lab.stub()
        .answer(request -> Answer.ok("{\"UnprocessedItems\":{\"trouble\":[" + A_WRITE + "]}}"));
    Cache<String, String> cache = lab.cache(Map.of("dynamodb-jcache.client.bulk-timeout", "400ms"));
    return failure(() -> cache.putAll(Map.of("k1", "v", "k2", "v")));
  }

  private static List<Told> readsLeftOver(TroubleLab lab) {
    lab.stub()
        .answer(
            request ->
                Answer.ok(
                    "{\"UnprocessedKeys\":{\"trouble\":{\"Keys\":[{\"k\":{\"S\":\"k1\"}}]}}}"));
    Cache<String, String> cache = lab.cache(Map.of("dynamodb-jcache.client.bulk-timeout", "400ms"));
    return failure(() -> cache.getAll(Set.of("k1", "k2")));
  }

  /** One of two batches is refused. */
  private static List<Told> halfOfTheWrites(TroubleLab lab) {
    lab.stub()
        .answer(
            request ->
                request.body().contains("\"k7\"")
                    ? Answer.error(400, "AccessDeniedException", "not that one")
                    : Answer.ok("{}"));
    Cache<String, String> cache = lab.cache(Map.of());
    Map<String, String> entries =
        IntStream.range(0, 30).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    return failure(() -> cache.putAll(entries));
  }

  private static List<Told> retriesAreLogged(TroubleLab lab) {
    lab.stub().answer(request -> Answer.error(400, "ThrottlingException", "slower"));
    Cache<String, String> cache = lab.cache(Map.of());
    return warnings(() -> failure(() -> cache.get("k")));
  }

  private static List<Told> budgetIsSpent(TroubleLab lab) {
    lab.stub().answer(request -> Answer.error(500, "InternalServerError", "no"));
    Cache<String, String> cache = lab.cache(Map.of());
    List<Callable<Object>> calls =
        Collections.nCopies(MORE_THAN_THE_BUDGET, () -> failure(() -> cache.get("k")));
    return warnings(
        () -> {
          try {
            lab.threads().invokeAll(calls);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
