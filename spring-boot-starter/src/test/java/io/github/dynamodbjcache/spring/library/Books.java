package io.github.dynamodbjcache.spring.library;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** What the library knows of books, and how often it had to look. */
@Service
public class Books {

  public static final String ISBN = "978-0-13-468599-1";

  private final AtomicInteger looked = new AtomicInteger();

  @Cacheable("books")
  public Book byIsbn(String isbn) {
    looked.incrementAndGet();
    return new Book(isbn, List.of("Joshua Bloch"));
  }

  /** Null where nobody has it; of several arguments. */
  @Cacheable("borrowers")
  public @Nullable String borrowerOf(String isbn, int copy) {
    looked.incrementAndGet();
    return copy == 0 ? null : "reader " + copy;
  }

  /** By JSR-107's own annotation. */
  @CacheResult(cacheName = "titles")
  public String titleOf(String isbn) {
    looked.incrementAndGet();
    return "Effective Java";
  }

  @CacheEvict(cacheNames = "books", allEntries = true)
  public void inventory() {}

  /** How often a method was really called. */
  public int looked() {
    return looked.get();
  }
}
