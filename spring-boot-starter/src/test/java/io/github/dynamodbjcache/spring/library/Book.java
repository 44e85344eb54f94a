package io.github.dynamodbjcache.spring.library;

import java.io.Serializable;
import java.util.List;

/** A value that only Java's serialization can store. */
public record Book(String isbn, List<String> authors) implements Serializable {}
