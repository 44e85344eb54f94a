package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Guard;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether there is no live entry if a refused condition brought no item along. The service
 * hands over the item that refused; an emulator may leave it out, and then it may be there and lack
 * something else that was demanded.
 *
 * <p>To ask each time would cost a read for everything that is not there. So the lack is believed
 * once a refusal has brought an item; before that, where nothing but a live entry was demanded, or
 * beside it only that the item lacks what no item has had that this store wrote or read.
 */
final class Refusals {

  private final Set<String> dataAttributes;

  /** Soon few: most items have most of them. */
  private final Set<String> notMet = ConcurrentHashMap.newKeySet();

  private volatile boolean bringItems;

  Refusals(Collection<String> dataAttributes) {
    this.dataAttributes = Set.copyOf(dataAttributes);
    this.notMet.addAll(dataAttributes);
  }

  /** A refusal has brought the item along. */
  void broughtItem() {
    bringItems = true;
  }

  /** An item is written or read that has those attributes. */
  void meet(Map<String, ?> attributes) {
    if (!bringItems && !notMet.isEmpty()) {
      notMet.removeIf(attributes::containsKey);
    }
  }

  /** True if that guard was refused since there is no live entry, given that no item came along. */
  boolean proveAbsence(Guard refused) {
    boolean demandsSomething = refused.ofEntry() instanceof Guard.Present || refused.isMatching();
    return demandsSomething
        && (bringItems || refused.ofItem().stream().noneMatch(this::mayBeTheReason));
  }

  private boolean mayBeTheReason(Guard.OfItem demand) {
    return !(demand instanceof Guard.Without without)
        || (dataAttributes.contains(without.attribute()) && !notMet.contains(without.attribute()));
  }
}
