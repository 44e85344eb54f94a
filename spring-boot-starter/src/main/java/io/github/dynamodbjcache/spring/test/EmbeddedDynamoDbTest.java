package io.github.dynamodbjcache.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * Beside {@code @SpringBootTest}: the caches lie in DynamoDB Local within the test's JVM, whatever
 * the application's settings and {@code DynamoDbClient} beans say. Needs {@code
 * io.github.dynamodb-jcache:dynamodb-jcache-embedded} in test scope, and neither Docker nor a
 * network.
 *
 * <p>The server is one for all contexts of the JVM, and starts in about a second. Each context has
 * tables of its own, by a prefix that no other has: so a test finds what tests of the same context
 * left, and nothing else.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@TestPropertySource(
    properties = {
      "dynamodb-jcache.client.endpoint=embedded",
      "dynamodb-jcache.spring.client-bean=none",
      "dynamodb-jcache.table.create=if-missing",
      "dynamodb-jcache.table.prefix=test-${random.uuid}-"
    })
public @interface EmbeddedDynamoDbTest {}
