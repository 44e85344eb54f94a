package io.github.dynamodbjcache.internal.attempt;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** Why the service throttled, as it says itself. SDKs before August 2025 cannot tell. */
final class ThrottlingReasons {

  private ThrottlingReasons() {}

  /** The first of the service's reasons, else its code: few different ones, to count by. */
  static String key(DynamoDbException answer) {
    try {
      List<ThrottlingReason> reasons = reasons(answer);
      String first = reasons.isEmpty() ? null : reasons.get(0).reason();
      return first == null ? Failure.code(answer) : first;
    } catch (LinkageError olderSdk) {
      return Failure.code(answer);
    }
  }

  /** In words that follow "throttled"; empty if none are known. */
  static String of(DynamoDbException answer) {
    try {
      List<ThrottlingReason> reasons = reasons(answer);
      return reasons.isEmpty()
          ? ""
          : reasons.stream()
              .map(reason -> reason.reason() + " of " + reason.resource())
              .collect(Collectors.joining(", ", " by ", ""));
    } catch (LinkageError olderSdk) {
      return "";
    }
  }

  private static List<ThrottlingReason> reasons(DynamoDbException answer) {
    if (answer instanceof ProvisionedThroughputExceededException table) {
      return table.throttlingReasons();
    }
    if (answer instanceof ThrottlingException throttling) {
      return throttling.throttlingReasons();
    }
    return answer instanceof RequestLimitExceededException account
        ? account.throttlingReasons()
        : List.of();
  }
}
