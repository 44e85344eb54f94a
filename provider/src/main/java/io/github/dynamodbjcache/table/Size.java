package io.github.dynamodbjcache.table;

/**
 * The size of an attribute: of a text its UTF-8 bytes, of bytes their number, of a set, list or map
 * its elements. Numbers have none.
 *
 * @param of the attribute
 */
public record Size(Path of) implements Operand {}
