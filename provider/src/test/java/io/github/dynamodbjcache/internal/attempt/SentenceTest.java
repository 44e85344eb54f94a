package io.github.dynamodbjcache.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** "The service's or SDK's own sentence (without values) stands in every message." */
class SentenceTest {

  private static final String LONG = "a secret of some length, quoted from its beginning";

  @Test
  void aSentenceWithoutValuesIsTheServicesOwn() {
    String own =
        "One or more parameter values were invalid: Type mismatch for Index Key v Expected: N"
            + " Actual: S IndexName: byV";
    assertThat(sentence(own)).isEqualTo(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The parameter cannot be converted to a numeric value: secret",
        "Supplied value 'secret' is no number",
        "secret",
        "Value " + LONG + " is bad",
        "Value a secret of some len... is bad",
        "Value 4711 is bad",
        "Value AQIDBAUGBwg is bad",
        "Value inner-name of {inner-name: inner-value} is bad",
        "Value element of [element] is bad",
        "Value of two lines: secret is bad",
        "Value 4711secret99 is bad",
        "Value {\\\"pin\\\":\\\"0815\\\"} is bad",
        "SdkBytes(bytes=0x0102030405060708) is bad",
      })
  void whatWasSentIsLeftOut(String message) {
    for (DynamoDbRequest request : List.of(update(), batch())) {
      assertThat(Sentence.of(answer(message), request))
          .contains("…")
          .doesNotContain("secret", "AQIDBAUG", "0102030405", "inner-value", "element", "0815");
    }
  }

  /** To look for them all would take seconds. */
  @Test
  @Timeout(5)
  void ofManyThousandTextsThereIsNoSentence() {
    List<AttributeValue> numbers =
        IntStream.range(0, 60_000).mapToObj(n -> AttributeValue.fromN("" + n)).toList();
    UpdateItemRequest request = request(Map.of(":0", AttributeValue.fromL(numbers)));
    assertThat(Sentence.of(answer("It is bad"), request)).isEmpty();
    assertThat(Sentence.quotesNothing(answer("It is bad"), request)).isFalse();
  }

  @Test
  void aValueOfOneLetterIsNotLeftOutOfWords() {
    UpdateItemRequest request = request(Map.of(":0", AttributeValue.fromS("a")));
    assertThat(Sentence.of(answer("a table has a state"), request))
        .isEqualTo("… table has … state");
  }

  @Test
  void theSdksSentenceComesWithItsInnermostReasonOnce() {
    RuntimeException failed =
        SdkClientException.create(
            "Unable to execute HTTP request: no route (SDK Attempt Count: 1)",
            new IOException("no route"));
    assertThat(Sentence.of(failed, update())).isEqualTo("Unable to execute HTTP request: no route");
    RuntimeException other =
        SdkClientException.create("It failed", new IOException("the\n  reason"));
    assertThat(Sentence.of(other, update())).isEqualTo("It failed: the reason");
  }

  @Test
  void quotingIsSeenAnywhereInTheChain() {
    assertThat(Sentence.quotesNothing(SdkClientException.create("no route"), update())).isTrue();
    assertThat(
            Sentence.quotesNothing(
                SdkClientException.create("no", new IllegalStateException("it is secret")),
                update()))
        .isFalse();
  }

  private static String sentence(String message) {
    return Sentence.of(answer(message), update());
  }

  private static UpdateItemRequest update() {
    return request(values());
  }

  private static BatchWriteItemRequest batch() {
    return BatchWriteItemRequest.builder()
        .requestItems(
            Map.of(
                "users", List.of(WriteRequest.builder().putRequest(p -> p.item(values())).build())))
        .build();
  }

  private static UpdateItemRequest request(Map<String, AttributeValue> values) {
    return UpdateItemRequest.builder().expressionAttributeValues(values).build();
  }

  private static Map<String, AttributeValue> values() {
    return Map.of(
        ":0", AttributeValue.fromS("secret"),
        ":1", AttributeValue.fromS(LONG),
        ":2", AttributeValue.fromN("4711"),
        ":3", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
        ":4", AttributeValue.fromM(Map.of("inner-name", AttributeValue.fromS("inner-value"))),
        ":6", AttributeValue.fromS("of two lines:\nsecret"),
        ":7", AttributeValue.fromS("{\"pin\":\"0815\"}"),
        ":5", AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of("element")))));
  }

  private static RuntimeException answer(String message) {
    return DynamoDbException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("ValidationException")
                .errorMessage(message)
                .build())
        .build();
  }
}
