package io.github.dynamodbjcache.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The application. That its caches lie in DynamoDB is said by two dependencies in the pom, {@code
 * application.properties} and {@code dynamodb-jcache.conf}, and nowhere in the code.
 */
@SpringBootApplication
@EnableCaching
public class PaintShop {

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    SpringApplication.run(PaintShop.class, arguments);
  }
}
