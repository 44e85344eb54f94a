package io.github.dynamodbjcache.internal.attempt;

import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * What the service or the SDK says of a failure in its own words, without what was to be sent: a
 * text of the request's keys or values that occurs in it, whole or from its beginning, is left out.
 */
final class Sentence {

  private static final String LEFT_OUT = "…";
  private static final int LONGEST = 1_500;

  /** From this length on, a beginning is recognized as well: messages may cut what they quote. */
  private static final int BEGINNING = 12;

  /** From this length on, a secret is left out wherever it stands. */
  private static final int LONGEST_WORD = 5;

  /** With more texts in a request, the sentence is done without: to look for all takes seconds. */
  private static final int MOST_LOOKED_FOR = 5_000;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** No message quotes more than that. */
  private static final int LOOKED_AT = 2 * LONGEST;

  /** What the SDK adds: there is one attempt, and the service's sentence is quoted alone. */
  private static final Pattern ADDED =
      Pattern.compile("\\s*\\((SDK Attempt Count|SDK Diagnostics|Service): [^)]*\\)");

  /** The names of all providers, which stand once more before what each of them says. */
  private static final Pattern CHAIN =
      Pattern.compile(" in the chain AwsCredentialsProviderChain\\(.*?\\]\\) :");

  private Sentence() {}

  /** The sentence; empty if there is none. */
  static String of(Throwable thrown, DynamoDbRequest request) {
    TreeSet<String> secrets = secrets(request);
    return secrets.size() > MOST_LOOKED_FOR ? "" : shortened(without(secrets, said(thrown)));
  }

  /** True if no text of the request occurs in what the exception and those behind it say. */
  static boolean quotesNothing(Throwable thrown, DynamoDbRequest request) {
    TreeSet<String> secrets = secrets(request);
    return secrets.size() <= MOST_LOOKED_FOR
        && Failure.causes(thrown)
            .map(Throwable::getMessage)
            .allMatch(message -> message == null || quotesNone(secrets, plain(message)));
  }

  private static boolean quotesNone(TreeSet<String> secrets, String message) {
    return message.equals(without(secrets, message));
  }

  private static String said(Throwable thrown) {
    if (thrown instanceof AwsServiceException answer) {
      AwsErrorDetails details = answer.awsErrorDetails();
      String message = details == null ? null : details.errorMessage();
      return plain(message);
    }
    String outermost = plain(thrown.getMessage());
    String innermost =
        plain(Failure.causes(thrown).reduce((outer, inner) -> inner).orElse(thrown).getMessage());
    return outermost.contains(innermost) ? outermost : outermost + ": " + innermost;
  }

  private static String plain(@Nullable String message) {
    return message == null
        ? ""
        : inOneLine(CHAIN.matcher(ADDED.matcher(message).replaceAll("")).replaceAll(":"));
  }

  private static String inOneLine(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  private static String shortened(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + LEFT_OUT;
  }

  private static String without(TreeSet<String> secrets, String message) {
    String left = message;
    for (String secret : secrets) {
      left = withoutWhole(secret, left);
      if (secret.length() >= BEGINNING) {
        left = withoutBeginning(secret, left);
      }
    }
    return left;
  }

  /** A short one as a word of its own: one letter would else be left out of every word. */
  private static String withoutWhole(String secret, String message) {
    if (!message.contains(secret)) {
      return message;
    }
    return secret.length() > LONGEST_WORD
        ? message.replace(secret, LEFT_OUT)
        : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])")
            .matcher(message)
            .replaceAll(Matcher.quoteReplacement(LEFT_OUT));
  }

  private static String withoutBeginning(String secret, String message) {
    String left = message;
    String beginning = secret.substring(0, BEGINNING);
    for (int at = left.indexOf(beginning); at >= 0; at = left.indexOf(beginning, at + 1)) {
      int end = at + BEGINNING;
      while (end < left.length()
          && end - at < secret.length()
          && left.charAt(end) == secret.charAt(end - at)) {
        end++;
      }
      left = left.substring(0, at) + LEFT_OUT + left.substring(end);
    }
    return left;
  }

  /** The texts of all keys and values in the request, the longest first. */
  private static TreeSet<String> secrets(DynamoDbRequest request) {
    TreeSet<String> secrets =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    collect(request, secrets);
    secrets.removeIf(String::isBlank);
    return secrets;
  }

  private static void collect(@Nullable Object part, TreeSet<String> secrets) {
    if (part instanceof AttributeValue value) {
      collect(value, secrets);
    } else if (part instanceof SdkPojo pojo) {
      for (SdkField<?> field : pojo.sdkFields()) {
        collect(field.getValueOrDefault(pojo), secrets);
      }
    } else if (part instanceof Map<?, ?> map) {
      map.values().forEach(element -> collect(element, secrets));
    } else if (part instanceof List<?> list) {
      list.forEach(element -> collect(element, secrets));
    }
  }

  private static void collect(AttributeValue value, TreeSet<String> secrets) {
    switch (value.type()) {
      case S -> collect(value.s(), secrets);
      case N -> secrets.add(value.n());
      case SS -> value.ss().forEach(text -> collect(text, secrets));
      case NS -> secrets.addAll(value.ns());
      case L -> value.l().forEach(element -> collect(element, secrets));
      case M ->
          value
              .m()
              .forEach(
                  (name, element) -> {
                    collect(name, secrets);
                    collect(element, secrets);
                  });
      case B -> collect(value.b().asByteArrayUnsafe(), secrets);
      case BS -> value.bs().forEach(bytes -> collect(bytes.asByteArrayUnsafe(), secrets));
      default -> {} // Truth values and null tell nothing.
    }
  }

  /** As it is, in one line, and as JSON writes it. */
  private static void collect(String text, TreeSet<String> secrets) {
    String beginning = text.substring(0, Math.min(text.length(), LOOKED_AT));
    secrets.add(inOneLine(beginning));
    secrets.add(
        inOneLine(
            beginning
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")));
  }

  /** As JSON has them, and as the SDK shows them. */
  private static void collect(byte[] bytes, TreeSet<String> secrets) {
    byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, LOOKED_AT * 3 / 4));
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(beginning));
    secrets.add(HexFormat.of().formatHex(beginning));
  }
}
