package io.github.dynamodbjcache.internal.expression;

import java.util.regex.Pattern;

/**
 * How large an expression may be, for each of those of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters">
 *     Expression parameters</a>
 */
final class ExpressionLimits {

  /** How long an expression may be; placeholders are ASCII, so characters are bytes. */
  static final int MOST_BYTES = 4096;

  /**
   * How many operators and functions it may have. AND, OR, NOT, comparators, IN, BETWEEN with its
   * AND, and each function count one, {@code size} beside its comparator; dots, brackets and
   * parentheses count none, and nor do the clauses of an update.
   */
  static final int MOST_OPERATORS = 300;

  /** How many bytes the values may have together. */
  static final int MOST_OPERAND_BYTES = 2 * 1024 * 1024;

  /** BETWEEN is counted by its AND. */
  private static final Pattern CONDITION_OPERATOR =
      Pattern.compile("\\b(?:AND|OR|NOT|IN)\\b|[a-z_]+\\(|<>|<=|>=|[<=>]");

  private static final Pattern UPDATE_OPERATOR = Pattern.compile("[a-z_]+\\(|\\+");

  /** An operator and its operand are at least as long ({@code NOT }). */
  private static final int SHORTEST_OPERATOR = 4;

  private ExpressionLimits() {}

  static String condition(String text) {
    return checked("The condition", text, CONDITION_OPERATOR);
  }

  static String update(String text) {
    return checked("The update", text, UPDATE_OPERATOR);
  }

  private static String checked(String what, String text, Pattern operator) {
    if (text.length() > MOST_OPERATORS * SHORTEST_OPERATOR) {
      long operators = operator.matcher(text).results().count();
      if (operators > MOST_OPERATORS) {
        throw tooLarge(what, operators, "operators", MOST_OPERATORS);
      }
      if (text.length() > MOST_BYTES) {
        throw tooLarge(what, text.length(), "bytes as an expression", MOST_BYTES);
      }
    }
    return text;
  }

  static void checkOperands(long bytes) {
    if (bytes > MOST_OPERAND_BYTES) {
      throw tooLarge("What is said", bytes, "bytes of values", MOST_OPERAND_BYTES);
    }
  }

  private static IllegalArgumentException tooLarge(
      String what, long counted, String unit, int most) {
    return new IllegalArgumentException(
        what
            + " has "
            + counted
            + " "
            + unit
            + ", and DynamoDB takes at most "
            + most
            + " in one request; nothing was sent");
  }
}
