package io.github.dynamodbjcache.spring.library;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/** The application. */
@SpringBootApplication
@EnableCaching
public class Library {}
