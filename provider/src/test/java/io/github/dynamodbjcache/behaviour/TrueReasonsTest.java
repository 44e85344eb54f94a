package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "The service's own sentence stands in every message, our explanation after it." */
@Timeout(60)
class TrueReasonsTest {

  private final FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(network);
  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final String table = "test-" + UUID.randomUUID();

  @AfterEach
  void close() {
    network.calm();
    client.deleteTable(request -> request.tableName(table));
    provider.close();
    client.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDeniedException | KMS key access denied error: The ciphertext refers to a key that"
            + " does not exist | KMS key",
        "AccessDeniedException | User: arn:aws:sts::123456789012:assumed-role/app/i-1 is not"
            + " authorized to perform: dynamodb:UpdateItem because no VPC endpoint policy allows"
            + " the dynamodb:UpdateItem action | VPC endpoint",
        "ValidationException | One or more parameter values were invalid: Type mismatch for Index"
            + " Key v Expected: N Actual: S IndexName: byV | an index",
        "ResourceNotFoundException | Requested resource not found | the table does not exist",
        "UnrecognizedClientException | The security token included in the request is invalid. |"
            + " does not accept the credentials",
        "ThrottlingException | Throughput exceeds the current throughput limit for your account |"
            + " throttled",
        "SomethingNewException | It is something new | answered with status 400",
      })
  void theServicesSentenceComesFirst(String code, String sentence, String meaning) {
    Cache<String, String> cache = cache(Map.of());
    network.always("UpdateItem", answers(400, code, sentence, Duration.ZERO));
    String message = failure(() -> cache.put("k1", "v1")).getMessage();
    assertThat(message).contains("failed: \"" + sentence + "\"").contains(code).contains(table);
    assertThat(message.substring(message.indexOf(sentence) + sentence.length())).contains(meaning);
  }

  @Test
  void whatItQuotesOfTheRequestIsLeftOut() {
    Cache<String, String> cache = cache(Map.of());
    network.always("UpdateItem", refusing("No number: tell-nobody of the-key-itself"));
    Throwable failure = failure(() -> cache.put("the-key-itself", "tell-nobody"));
    assertThat(failure).hasMessageContaining("\"No number: … of …\"");
    assertThat(failure)
        .hasMessageNotContaining("tell-nobody")
        .hasRootCauseInstanceOf(StoreException.class);
  }

  @Test
  void aServerWithoutTransactionsIsSaidToBeOne() {
    Cache<String, String> cache = cache(Map.of(), ExactlyOnce.WRITES);
    network.always("TransactWriteItems", answers(400, "UnknownOperationException"));
    assertThat(failure(() -> cache.put("key", "value")))
        .hasMessageContaining("TransactWriteItems on DynamoDB table")
        .hasMessageContaining("does not know the operation")
        .hasMessageContaining("exactly-once");
  }

  @Test
  void aReadWhoseTimeEndsInAPauseKeepsItsReason() {
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.client.api-call-timeout", "150ms",
                "dynamodb-jcache.client.max-attempts", "1000"));
    network.always(
        "GetItem", answers(400, "ThrottlingException", "Slow down, please", Duration.ZERO));
    for (int i = 0; i < 10; i++) {
      assertThat(failure(() -> cache.get("key"))).hasMessageContaining("Slow down, please");
    }
  }

  /** "gets the SDK's correction and one more attempt" */
  @Test
  void aClockThatIsOffIsCorrectedOnce() {
    Cache<String, String> cache = cache(Map.of());
    Fault wrongTime =
        answers(
            400, "InvalidSignatureException", "Signature expired: 1 is now 2", Duration.ofHours(1));
    network.next("UpdateItem", wrongTime);
    cache.put("key", "value");
    assertThat(cache.get("key")).isEqualTo("value");

    network.sent().clear();
    network.always("UpdateItem", wrongTime);
    assertThat(failure(() -> cache.put("key", "another")))
        .hasMessageContaining("Signature expired: 1 is now 2")
        .hasMessageContaining("this machine's clock differs too much from the service's, by 59");
    assertThat(network.sent()).hasSize(2);
  }

  @Test
  void aSignatureThatIsWrongByTheRightTimeIsNotTriedAgain() {
    Cache<String, String> cache = cache(Map.of());
    network.sent().clear();
    network.always(
        "UpdateItem", answers(400, "InvalidSignatureException", "It is wrong", Duration.ZERO));
    assertThat(failure(() -> cache.put("key", "value")))
        .hasMessageContaining("It is wrong")
        .hasMessageContaining("secret key, region, and this machine's clock");
    assertThat(network.sent()).hasSize(1);
  }

  private static Fault refusing(String sentence) {
    return answers(400, "ValidationException", sentence, Duration.ZERO);
  }

  private static Throwable failure(Runnable call) {
    Throwable failure = catchThrowable(call::run);
    assertThat(failure).isInstanceOf(CacheException.class);
    return failure;
  }

  private Cache<String, String> cache(Map<String, String> settings) {
    return cache(settings, ExactlyOnce.NONE);
  }

  private Cache<String, String> cache(Map<String, String> settings, ExactlyOnce exactlyOnce) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.putAll(settings);
    return provider
        .getCacheManager(URI.create("reasons"), getClass().getClassLoader(), properties)
        .createCache(
            table,
            new DynamoDbConfiguration<String, String>()
                .setExactlyOnce(exactlyOnce)
                .setTypes(String.class, String.class));
  }
}
