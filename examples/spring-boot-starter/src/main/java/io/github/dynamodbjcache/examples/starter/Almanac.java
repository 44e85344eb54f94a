package io.github.dynamodbjcache.examples.starter;

import java.util.stream.Stream;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;

/** The application: it asks for three sunrises, one of them twice, and says what it was told. */
@SpringBootApplication
@EnableCaching
public class Almanac {

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    SpringApplication.run(Almanac.class, arguments);
  }

  @Bean
  ApplicationRunner questions(Sunrises sunrises) {
    return arguments ->
        Stream.of("Lisbon", "Oslo", "Lisbon", "Tromsø", "Tromsø")
            .map(sunrises::in)
            .forEach(sunrise -> System.out.println("sunrise: " + sunrise));
  }
}
