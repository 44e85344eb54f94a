/**
 * Spring Boot's caches in DynamoDB. An application adds the artifact and switches caching on;
 * everything here is found by Spring Boot itself.
 */
@NullMarked
package io.github.dynamodbjcache.spring;

import org.jspecify.annotations.NullMarked;
