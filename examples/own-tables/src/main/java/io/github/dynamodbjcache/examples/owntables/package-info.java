/** Two programs over tables of one's own. */
// Not @NullMarked: NullAway on JDK 17 fails on the types of Map.of("description", "foo", "price",
// 1).
package io.github.dynamodbjcache.examples.owntables;
