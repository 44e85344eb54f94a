package io.github.dynamodbjcache.examples.hibernate;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** The entities of the tests: one for each access strategy, and one for each kind of id. */
final class Shop {

  static final Class<?>[] ENTITIES = {
    Fixed.class, Loose.class, Product.class, Transactional.class, Line.class, Stock.class
  };

  private Shop() {}

  enum Unit {
    PIECE,
    BOX
  }

  @Entity(name = "Fixed")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
  public static class Fixed {
    @Id Long id;
    String name;

    Fixed() {}

    Fixed(Long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "Loose")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
  public static class Loose {
    @Id Long id;
    String name;

    Loose() {}

    Loose(Long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity(name = "Product")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  @NaturalIdCache
  public static class Product {
    @Id Long id;
    @NaturalId String ean;
    @NaturalId Unit soldBy;
    String name;
    BigDecimal price;
    LocalDate since;

    @ManyToOne(fetch = FetchType.LAZY)
    Product successor;

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    List<String> tags = new ArrayList<>();

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    Map<String, Integer> votes = new HashMap<>();

    Product() {}

    Product(Long id, String name) {
      this.id = id;
      this.ean = "ean-" + id;
      this.soldBy = Unit.BOX;
      this.name = name;
      this.price = new BigDecimal("1.50");
      this.since = LocalDate.of(2020, 2, 29);
      tags.add("new");
      votes.put("a", 1);
    }
  }

  @Entity(name = "Transactional")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.TRANSACTIONAL)
  public static class Transactional {
    @Id Long id;
    String name;

    Transactional() {}

    Transactional(Long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Embeddable
  public static class LineId implements Serializable {
    private static final long serialVersionUID = 1L;
    String customer;
    String recipient;
    Unit unit;

    LineId() {}

    LineId(String customer, String recipient, Unit unit) {
      this.customer = customer;
      this.recipient = recipient;
      this.unit = unit;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LineId that
          && customer.equals(that.customer)
          && recipient.equals(that.recipient)
          && unit == that.unit;
    }

    @Override
    public int hashCode() {
      return Objects.hash(customer, recipient, unit);
    }
  }

  @Entity(name = "Line")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  public static class Line {
    @EmbeddedId LineId id;
    int quantity;

    Line() {}

    Line(LineId id, int quantity) {
      this.id = id;
      this.quantity = quantity;
    }
  }

  @Entity(name = "Stock")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
  public static class Stock {
    @Id Unit unit;
    int quantity;

    Stock() {}

    Stock(Unit unit, int quantity) {
      this.unit = unit;
      this.quantity = quantity;
    }
  }
}
