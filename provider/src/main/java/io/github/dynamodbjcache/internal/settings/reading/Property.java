package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.ConfigValue;
import java.util.List;

/**
 * A property that configures something.
 *
 * @param key as it was written
 * @param place what it is called in messages
 * @param path the names that its key consists of, the root first
 * @param value with the place as its origin
 */
record Property(String key, String place, List<String> path, ConfigValue value) {}
