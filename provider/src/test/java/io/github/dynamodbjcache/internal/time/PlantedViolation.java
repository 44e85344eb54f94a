package io.github.dynamodbjcache.internal.time;

import javax.cache.Cache;

/** Breaks the row of its room on purpose, for the test that the room table is held. */
public record PlantedViolation(Cache<String, String> cache) {}
