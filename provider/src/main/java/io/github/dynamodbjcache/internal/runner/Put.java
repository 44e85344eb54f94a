package io.github.dynamodbjcache.internal.runner;

/**
 * A value that is to be put.
 *
 * @param target where it goes
 */
public record Put<K, V>(Target<K> target, V value) {}
