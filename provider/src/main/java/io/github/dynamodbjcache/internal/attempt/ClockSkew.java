package io.github.dynamodbjcache.internal.attempt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Whether a signature was refused for the time in it. The SDK corrects its clock by the answer, so
 * that the next attempt goes out with the service's time; it says so of some codes only.
 */
final class ClockSkew {

  /** Codes that are about the signature as a whole, of which the time is a part. */
  private static final Set<String> OF_SIGNATURES =
      Set.of("InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure");

  /** From there on the SDK corrects it; the service takes five minutes. */
  private static final Duration TOLERATED = Duration.ofMinutes(4);

  private ClockSkew() {}

  static boolean isReasonOf(AwsServiceException answer) {
    Duration skew = of(answer);
    return answer.isClockSkewException()
        || (OF_SIGNATURES.contains(Failure.code(answer))
            && skew != null
            && skew.abs().compareTo(TOLERATED) >= 0);
  }

  /** How far the service's clock is ahead; null if the answer does not tell. */
  static @Nullable Duration of(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    if (details == null || details.sdkHttpResponse() == null) {
      return null;
    }
    String date = details.sdkHttpResponse().firstMatchingHeader("Date").orElse(null);
    if (date == null) {
      return null;
    }
    try {
      Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      return Duration.between(Instant.now(), there);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
