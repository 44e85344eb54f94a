package io.github.dynamodbjcache.table;

/**
 * The size of an attribute: of a text its length, as {@link String#length} has it; of bytes their
 * number; of a set, list or map its elements. Others have none, as if they were missing. (Seen on
 * DynamoDB Local 3.3.1.)
 *
 * @param of the attribute
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Functions</a>
 */
public record Size(Path of) implements Operand {}
