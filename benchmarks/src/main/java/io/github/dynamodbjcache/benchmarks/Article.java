package io.github.dynamodbjcache.benchmarks;

import java.io.Serializable;
import java.util.List;

/** A value of an application's own class, in Java's serial form about as long as the texts. */
public record Article(
    String number, String title, String text, long priceInCents, List<String> tags)
    implements Serializable {}
