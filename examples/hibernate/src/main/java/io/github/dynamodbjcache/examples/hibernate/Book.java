package io.github.dynamodbjcache.examples.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Cached by its id and by its ISBN, and so is the list of its chapters. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
public class Book {

  @Id private Long id;
  @NaturalId private String isbn;
  private String title;
  private Genre genre;
  @Version private int version;

  @ElementCollection
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  private List<String> chapters = new ArrayList<>();

  protected Book() {}

  Book(Long id, String isbn, String title, Genre genre, List<String> chapters) {
    this.id = id;
    this.isbn = isbn;
    this.title = title;
    this.genre = genre;
    this.chapters.addAll(chapters);
  }

  Long id() {
    return id;
  }

  String title() {
    return title;
  }

  void rename(String newTitle) {
    title = newTitle;
  }

  List<String> chapters() {
    return chapters;
  }

  /** An enum of the application's: the one thing that the configuration has to allow. */
  enum Genre {
    NOVEL,
    POETRY
  }
}
