package io.github.dynamodbjcache.examples.hibernate;

import io.github.dynamodbjcache.examples.hibernate.Book.Genre;
import jakarta.persistence.Persistence;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Loads, queries and changes books, and tells what each of it asked of DynamoDB. */
public final class Bookshop {

  private final SessionFactory sessions;
  private final PrintStream out;

  private Bookshop(SessionFactory sessions, PrintStream out) {
    this.sessions = sessions;
    this.out = out;
  }

  /** Runs the program. */
  public static void main(String[] arguments) {
    try (SessionFactory sessions =
        Persistence.createEntityManagerFactory("bookshop").unwrap(SessionFactory.class)) {
      new Bookshop(sessions, System.out).run();
    }
  }

  private void run() {
    RequestCounter.take(); // Tables were made, or found.
    out.println("What each step asks of DynamoDB, in a session of its own:");
    tell("an entity, inserted", session -> session.persist(new Author(1L, "James Joyce")));
    forget();
    tell("an entity, not in the cache", Bookshop::author);
    tell("an entity, from the cache", Bookshop::author);
    tell("an entity, updated", session -> author(session).rename("J. Joyce"));

    sessions.inTransaction(session -> session.persist(book()));
    forget();
    tell("by natural id, not in the cache", Bookshop::byIsbn);
    tell("by natural id, from the cache", Bookshop::byIsbn);
    forget();
    tell("with its collection, not cached", Bookshop::chapters);
    tell("with its collection, from the cache", Bookshop::chapters);

    tell("a query, not in the cache", Bookshop::query);
    tell("a query, from the cache", Bookshop::query);
    sessions.inTransaction(session -> author(session).rename("Joyce"));
    RequestCounter.take();
    tell("a query, outdated by an update", Bookshop::query);
    tell("a bulk update", Bookshop::renameAll);

    var statistics = sessions.getStatistics();
    out.printf(
        "second-level cache: %d hits, %d misses, %d puts%n",
        statistics.getSecondLevelCacheHitCount(),
        statistics.getSecondLevelCacheMissCount(),
        statistics.getSecondLevelCachePutCount());
    out.printf(
        "query cache: %d hits, %d misses, %d puts%n",
        statistics.getQueryCacheHitCount(),
        statistics.getQueryCacheMissCount(),
        statistics.getQueryCachePutCount());
  }

  private void forget() {
    sessions.getCache().evictAllRegions();
    RequestCounter.take();
  }

  private void tell(String step, Consumer<Session> action) {
    sessions.inTransaction(action);
    out.printf("  %-36s%s%n", step, RequestCounter.take());
  }

  private static Book book() {
    return new Book(1L, "978-0", "Ulysses", Genre.NOVEL, List.of("Telemachus", "Nestor"));
  }

  private static Author author(Session session) {
    return session.find(Author.class, 1L);
  }

  private static int chapters(Session session) {
    return session.find(Book.class, 1L).chapters().size();
  }

  @SuppressWarnings("deprecation") // Hibernate 6.6 knows no other way.
  private static Book byIsbn(Session session) {
    return session.bySimpleNaturalId(Book.class).load("978-0");
  }

  private static List<Author> query(Session session) {
    return session
        .createQuery("from Author where name like :name", Author.class)
        .setParameter("name", "J%")
        .setCacheable(true)
        .list();
  }

  private static void renameAll(Session session) {
    session.createMutationQuery("update Author set name = upper(name)").executeUpdate();
  }
}
