/** An application that has {@code @Cacheable} methods and knows nothing of where caches lie. */
@NullMarked
package io.github.dynamodbjcache.spring.library;

import org.jspecify.annotations.NullMarked;
