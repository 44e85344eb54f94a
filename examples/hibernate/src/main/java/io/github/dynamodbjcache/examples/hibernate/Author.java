package io.github.dynamodbjcache.examples.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Cached by its id alone. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Author {

  @Id private Long id;
  private String name;

  protected Author() {}

  Author(Long id, String name) {
    this.id = id;
    this.name = name;
  }

  String name() {
    return name;
  }

  void rename(String newName) {
    name = newName;
  }
}
