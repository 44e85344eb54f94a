/** A paint shop on Spring Boot whose caches lie in DynamoDB; start with {@code PaintShop}. */
@NullMarked
package io.github.dynamodbjcache.examples.spring;

import org.jspecify.annotations.NullMarked;
