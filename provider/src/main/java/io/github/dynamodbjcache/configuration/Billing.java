package io.github.dynamodbjcache.configuration;

import java.io.Serializable;

/** How a created table is paid for. */
public sealed interface Billing extends Serializable {

  /** By request, without a capacity set beforehand. */
  static Billing payPerRequest() {
    return new PayPerRequest();
  }

  /**
   * By capacity, in units per second, used or not.
   *
   * @throws IllegalArgumentException if one of them is less than 1
   */
  static Billing provisioned(long readUnits, long writeUnits) {
    return new Provisioned(readUnits, writeUnits);
  }

  /** See {@link #payPerRequest}. */
  record PayPerRequest() implements Billing {}

  /**
   * See {@link #provisioned}.
   *
   * @param readUnits read capacity units, at least 1
   * @param writeUnits write capacity units, at least 1
   */
  record Provisioned(long readUnits, long writeUnits) implements Billing {

    /** Checks the units. */
    public Provisioned {
      if (readUnits < 1 || writeUnits < 1) {
        throw new IllegalArgumentException(
            "A provisioned table needs at least 1 read unit and 1 write unit, not "
                + readUnits
                + " and "
                + writeUnits);
      }
    }
  }
}
