package io.github.dynamodbjcache.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.attempt.Failure.Kind;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Departure;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.Unanswered;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sts.model.StsException;

/** "Every ambiguous end goes through one place", and every failure says the way out. */
class FailureTest {

  private static final UpdateItemRequest REQUEST =
      UpdateItemRequest.builder()
          .key(Map.of("k", AttributeValue.fromS("secret key")))
          .expressionAttributeValues(Map.of(":0", AttributeValue.fromS("secret")))
          .build();

  private static final TimeLimit LIMIT = TimeLimit.after(Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, THROTTLED",
    "400, ThrottlingException, THROTTLED",
    "400, RequestLimitExceeded, THROTTLED",
    "400, LimitExceededException, THROTTLED",
    "400, TransactionConflictException, NOT_DONE",
    "400, ReplicatedWriteConflictException, NOT_DONE",
    "400, RequestTimeTooSkewed, CLOCK_SKEW",
    "400, ValidationException, REFUSED",
    "400, AccessDeniedException, REFUSED",
    "400, ResourceNotFoundException, REFUSED",
    "413, , REFUSED",
    "500, InternalServerError, AMBIGUOUS",
    "503, ServiceUnavailable, AMBIGUOUS",
    "502, , AMBIGUOUS",
  })
  void answersAreSortedByCodeAndStatus(int status, String code, Kind kind) {
    assertThat(failure(answer(status, code == null ? "" : code)).kind()).isEqualTo(kind);
  }

  @Test
  void whatNeverLeftIsNotDone() {
    assertKind(Kind.NOT_DONE, clientException(new ConnectException("refused")));
    assertKind(Kind.NOT_DONE, clientException(new UnknownHostException("nowhere")));
    assertKind(Kind.REFUSED, new IllegalStateException("Connection pool shut down"));
  }

  @Test
  void whatCertainlyHasNotLeftIsNotDone() {
    assertNotLeft(Kind.NOT_DONE, clientException(new SocketException("reset")));
    assertNotLeft(Kind.NOT_DONE, clientException(new SocketTimeoutException("handshake")));
    assertNotLeft(Kind.NOT_DONE, clientException(new SSLHandshakeException("closed")));
    assertNotLeft(Kind.NOT_DONE, clientException(new CancellationException()));
    assertNotLeft(Kind.NOT_DONE, ApiCallAttemptTimeoutException.create(2_000));
    assertNotLeft(Kind.REFUSED, clientException(new CertificateException("not trusted")));
    assertNotLeft(Kind.REFUSED, clientException(new SSLPeerUnverifiedException("another host")));
    assertNotLeft(Kind.REFUSED, SdkClientException.create("FIPS and custom endpoint"));
    assertNotLeft(Kind.REFUSED, new IllegalStateException("a tracer is not ready"));
    assertNotLeft(Kind.NO_CREDENTIALS, StsException.builder().statusCode(500).build());
    assertNotLeft(Kind.INTERRUPTED, AbortedException.create("Thread was interrupted"));
  }

  @Test
  void whatHasLeftIsAmbiguousWhateverItIsCalled() {
    for (RuntimeException thrown :
        List.of(
            new IllegalStateException("closed"),
            clientException(new ConnectException("refused")),
            StsException.builder().statusCode(500).build())) {
      assertThat(failure(thrown, Departure.LEFT).kind()).isEqualTo(Kind.AMBIGUOUS);
      assertThat(failure(thrown, Departure.ANSWERED).kind()).isEqualTo(Kind.AMBIGUOUS);
    }
    assertThat(failure(answer(400, "ValidationException"), Departure.ANSWERED).kind())
        .isEqualTo(Kind.AMBIGUOUS);
    assertThat(failure(answer(400, "ValidationException"), Departure.LEFT).kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(failure(answer(400, "ThrottlingException"), Departure.NEVER).kind())
        .isEqualTo(Kind.REFUSED);
  }

  private static void assertNotLeft(Kind kind, RuntimeException thrown) {
    Failure failure = failure(thrown, Departure.NEVER);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.mayHaveWritten()).isFalse();
    assertThat(failure.mayStillArrive()).isFalse();
  }

  @Test
  void whatMayHaveArrivedIsAmbiguous() {
    assertKind(Kind.AMBIGUOUS, clientException(new SocketException("reset")));
    assertKind(Kind.AMBIGUOUS, clientException(new SocketTimeoutException("read")));
    assertKind(Kind.AMBIGUOUS, ApiCallAttemptTimeoutException.create(2_000));
    assertKind(
        Kind.AMBIGUOUS, Crc32MismatchException.builder().message("Expected 1 but was 2").build());
    assertKind(Kind.INTERRUPTED, AbortedException.create("Thread was interrupted"));
  }

  @Test
  @EnabledIf("theSdkTells")
  void anEarlierAttemptOfTheClientMayHaveWritten() {
    assertThat(
            failure(ConditionalCheckFailedException.builder().numAttempts(1).build())
                .mayHaveWritten())
        .isFalse();
    assertThat(
            failure(ConditionalCheckFailedException.builder().numAttempts(2).build())
                .mayHaveWritten())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, does not exist",
    "AccessDeniedException, dynamodb:UpdateItem",
    "UnrecognizedClientException, does not accept the credentials",
    "ExpiredTokenException, have expired",
    "ValidationException, 400 KB",
    "RequestTimeTooSkewed, clock",
  })
  void messagesNameTableReasonAndWayOut(String code, String reason) {
    StoreException error = error(answer(400, code));
    assertThat(error).hasMessageContaining("users").hasMessageContaining(reason);
    assertThat(error).hasMessageContaining(code).hasMessageContaining("request 4711");
  }

  @Test
  void messagesOfTheClientsFailuresNameTheWayOut() {
    assertThat(error(clientException(new UnknownHostException("nowhere"))))
        .hasMessageContaining("does not resolve");
    assertThat(error(clientException(new ConnectException("refused"))))
        .hasMessageContaining("refuses the connection");
  }

  @Test
  void failuresOfTheNetworkSayWhere() {
    for (RuntimeException thrown :
        List.of(
            clientException(new UnknownHostException("nowhere")),
            clientException(new ConnectException("refused")),
            clientException(new NoRouteToHostException("far away")),
            clientException(new SocketException("reset")))) {
      assertThat(error(thrown))
          .hasMessageContaining("the endpoint http://localhost:8000")
          .hasMessageNotContaining("secret");
      try (DynamoDbClient client = client(null)) {
        assertThat(error(client, thrown)).hasMessageContaining("the endpoint of eu-west-1");
      }
      assertThat(error(new ClientOfTheApplication(), thrown)).hasMessageContaining("the endpoint");
    }
  }

  @Test
  void timeoutsNameTheSettingToRaise() {
    for (RuntimeException thrown :
        List.of(
            ApiCallAttemptTimeoutException.create(2_000),
            clientException(new SocketTimeoutException("read")))) {
      assertThat(error(thrown))
          .hasMessageContaining("Raise dynamodb-jcache.client.attempt-timeout");
    }
    TimeLimit over = TimeLimit.after(Duration.ZERO);
    try (DynamoDbClient client = client(null)) {
      assertThat(messages(client).limitReached(DynamoDbOperation.UPDATE_ITEM, over, null))
          .hasMessageContaining("Raise dynamodb-jcache.client.api-call-timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 502})
  void whatDoesNotAnswerLikeDynamoDbIsSaidToBeSomethingElse(int status) {
    RuntimeException page = DynamoDbException.builder().message("").statusCode(status).build();
    assertThat(error(page))
        .hasMessageContaining("http://localhost:8000 answered with status " + status)
        .hasMessageContaining("does not look like DynamoDB")
        .hasMessageEndingWith("Check dynamodb-jcache.client.endpoint");
  }

  @Test
  @EnabledIf("theSdkTells")
  void throttlingNamesTheServicesReasons() {
    RuntimeException throttled =
        ThrottlingException.builder()
            .throttlingReasons(
                ThrottlingReason.builder()
                    .reason("TableWriteKeyRangeThroughputExceeded")
                    .resource("arn:aws:dynamodb:eu-west-1:1:table/users")
                    .build())
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
            .statusCode(400)
            .build();
    assertThat(error(throttled)).hasMessageContaining("TableWriteKeyRangeThroughputExceeded");
  }

  @Test
  void onlyCausesThatQuoteNothingAreKept() {
    assertThat(error(answer(400, "ValidationException"))).hasNoCause();
    assertThat(error(SdkClientException.create("Unable to unmarshall 'secret'"))).hasNoCause();
    assertThat(error(answer(400, "AccessDeniedException")))
        .hasCauseInstanceOf(RuntimeException.class);
    assertThat(error(clientException(new SocketException("reset"))))
        .hasRootCauseInstanceOf(SocketException.class);
  }

  /** Old SDKs know neither the number of attempts nor the reasons. */
  static boolean theSdkTells() {
    return Arrays.stream(ProvisionedThroughputExceededException.class.getMethods())
        .anyMatch(method -> method.getName().equals("throttlingReasons"));
  }

  private static StoreException error(RuntimeException thrown) {
    try (DynamoDbClient client = client("http://name:secret@localhost:8000")) {
      return error(client, thrown);
    }
  }

  private static StoreException error(DynamoDbClient client, RuntimeException thrown) {
    return messages(client).notDone(DynamoDbOperation.UPDATE_ITEM, failure(thrown), LIMIT);
  }

  private static DynamoDbClient client(@Nullable String endpoint) {
    return DynamoDbClient.builder()
        .region(Region.EU_WEST_1)
        .endpointOverride(endpoint == null ? null : URI.create(endpoint))
        .build();
  }

  /** One that implements no more than it has to. */
  private static final class ClientOfTheApplication implements DynamoDbClient {

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static FailureMessages messages(DynamoDbClient client) {
    return new FailureMessages("users", Wire.handedIn(client, Duration.ofSeconds(20)));
  }

  private static Failure failure(RuntimeException thrown) {
    return failure(thrown, Departure.UNWATCHED);
  }

  private static Failure failure(RuntimeException thrown, Departure departure) {
    return Failure.of(
        DynamoDbOperation.UPDATE_ITEM,
        new Unanswered(thrown, REQUEST, departure),
        /* last= */ null);
  }

  private static void assertKind(Kind kind, RuntimeException thrown) {
    assertThat(failure(thrown).kind()).isEqualTo(kind);
  }

  private static RuntimeException clientException(Throwable cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static RuntimeException answer(int status, String code) {
    return DynamoDbException.builder()
        .message("Value 'secret' is bad")
        .statusCode(status)
        .requestId("4711")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
