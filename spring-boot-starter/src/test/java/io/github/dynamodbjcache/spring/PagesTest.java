package io.github.dynamodbjcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.spring.library.Book;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** "A method that answers with a Page can be cached", as Java and as JSON, without any setting. */
class PagesTest {

  private static final Sort BY_TITLE = Sort.by(Sort.Order.desc("title").ignoreCase());

  @ParameterizedTest
  @ValueSource(strings = {"java", "jackson"})
  void aPageIsRememberedByWhatAskedForIt(String format) {
    try (Running running =
        Running.onTablesOfItsOwn()
            .with("dynamodb-jcache.caches.default.serialization.format", format)
            .and(Catalogue.class)
            .start()) {
      Catalogue catalogue = running.context().getBean(Catalogue.class);
      List<Pageable> requests =
          List.of(PageRequest.of(0, 2), PageRequest.of(0, 2, BY_TITLE), Pageable.unpaged());
      for (Pageable request : requests) {
        Page<Book> first = catalogue.of(request);
        assertThat(catalogue.of(request)).isEqualTo(first).isNotSameAs(first);
        assertThat(catalogue.of(request).getContent())
            .containsExactly(new Book("1", List.of("Ada")));
      }
      assertThat(catalogue.asked()).isEqualTo(requests.size());
    }
  }

  static class Catalogue {
    private final AtomicInteger asked = new AtomicInteger();

    @Cacheable("pages")
    public Page<Book> of(Pageable request) {
      asked.incrementAndGet();
      return new PageImpl<>(List.of(new Book("1", List.of("Ada"))), request, 1);
    }

    int asked() {
      return asked.get();
    }
  }
}
