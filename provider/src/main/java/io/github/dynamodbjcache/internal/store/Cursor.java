package io.github.dynamodbjcache.internal.store;

/**
 * How far a walk has come: where its next page begins. Immutable; understood only by the store that
 * gave it, and as long as that is open.
 */
public interface Cursor {}
