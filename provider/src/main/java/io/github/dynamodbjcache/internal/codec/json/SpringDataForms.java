package io.github.dynamodbjcache.internal.codec.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;

/**
 * Spring Data's pages, and what asks for them, if Spring Data is there. They have no constructors
 * that Jackson could call, and getters that tell everything several times.
 */
public final class SpringDataForms {

  private SpringDataForms() {}

  /** The forms; none without Spring Data. */
  public static List<JsonForm<?, ?>> ifPresent() {
    try {
      return List.of(
          new JsonForm<>(PageImpl.class, PageForm.class, PageForm::of, PageForm::page),
          new JsonForm<>(SliceImpl.class, SliceForm.class, SliceForm::of, SliceForm::slice),
          new JsonForm<>(PageRequest.class, RequestForm.class, RequestForm::of, RequestForm::page),
          unpaged(Pageable.unpaged().getClass()),
          new JsonForm<>(Sort.class, SortForm.class, SortForm::of, SortForm::sort));
    } catch (NoClassDefFoundError absent) {
      return List.of();
    }
  }

  /** The class is not public. */
  private static <T extends Pageable> JsonForm<T, RequestForm> unpaged(Class<T> type) {
    return new JsonForm<>(
        type, RequestForm.class, RequestForm::of, form -> type.cast(form.pageable()));
  }

  record PageForm(List<Object> content, RequestForm request, long total) {
    static PageForm of(PageImpl<?> page) {
      return new PageForm(
          new ArrayList<>(page.getContent()),
          RequestForm.of(page.getPageable()),
          page.getTotalElements());
    }

    PageImpl<?> page() {
      return new PageImpl<>(content, request.pageable(), total);
    }
  }

  record SliceForm(List<Object> content, RequestForm request, boolean hasNext) {
    static SliceForm of(SliceImpl<?> slice) {
      return new SliceForm(
          new ArrayList<>(slice.getContent()),
          RequestForm.of(slice.getPageable()),
          slice.hasNext());
    }

    SliceImpl<?> slice() {
      return new SliceImpl<>(content, request.pageable(), hasNext);
    }
  }

  /**
   * A page that is asked for.
   *
   * @param number null for all in one
   */
  record RequestForm(@Nullable Integer number, @Nullable Integer size, List<OrderForm> sort) {
    static RequestForm of(Pageable pageable) {
      List<OrderForm> sort = SortForm.of(pageable.getSort()).orders();
      return pageable.isPaged()
          ? new RequestForm(pageable.getPageNumber(), pageable.getPageSize(), sort)
          : new RequestForm(null, null, sort);
    }

    Pageable pageable() {
      return number == null ? Pageable.unpaged(new SortForm(sort).sort()) : page();
    }

    PageRequest page() {
      if (number == null || size == null) {
        throw new IllegalArgumentException("a page without number or size");
      }
      return PageRequest.of(number, size, new SortForm(sort).sort());
    }
  }

  record SortForm(List<OrderForm> orders) {
    static SortForm of(Sort sort) {
      return new SortForm(sort.stream().map(OrderForm::of).toList());
    }

    Sort sort() {
      return Sort.by(orders.stream().map(OrderForm::order).toList());
    }
  }

  record OrderForm(
      String property, Sort.Direction direction, boolean ignoreCase, Sort.NullHandling nulls) {
    static OrderForm of(Sort.Order order) {
      return new OrderForm(
          order.getProperty(), order.getDirection(), order.isIgnoreCase(), order.getNullHandling());
    }

    Sort.Order order() {
      Sort.Order order = new Sort.Order(direction, property, nulls);
      return ignoreCase ? order.ignoreCase() : order;
    }
  }
}
