package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names the places of an update that the service can have meant, where it refuses one for what is
 * in the item and does not say which.
 */
final class RefusedPlaces {

  private static final String MISSING_PARENT = "document path";
  private static final String WRONG_TYPE = "incorrect data type";
  private static final String NOTHING_THERE = "does not exist in the item";

  /** Too large, too small, or of too many digits. */
  private static final List<String> NO_SUCH_NUMBER =
      List.of("Number overflow", "Number underflow", "38 digits", "38 significant digits");

  private RefusedPlaces() {}

  /** The failure, with those places if it is such a refusal. */
  static StoreException told(StoreException failure, List<Change> changes) {
    String places = places(failure, changes);
    if (places.isEmpty() || failure instanceof OutcomeUnknownStoreException) {
      return failure;
    }
    StoreException told = new StoreException(failure.getMessage() + places, failure);
    for (Throwable beside : failure.getSuppressed()) {
      told.addSuppressed(beside);
    }
    return told;
  }

  private static String places(StoreException failure, List<Change> changes) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains(MISSING_PARENT)) {
      List<AttributePath> within =
          changes.stream().map(Change::path).filter(path -> path.elements().size() > 1).toList();
      return said(
          within,
          "There is nothing that %s could lie in: set the map or the list around it as a whole");
    }
    if (message.contains(WRONG_TYPE)) {
      List<AttributePath> typed =
          changes.stream().filter(RefusedPlaces::needsItsType).map(Change::path).toList();
      return said(
          typed, "In the item, %s is of another type than is added to it, or taken from it");
    }
    if (message.contains(NOTHING_THERE)) {
      List<AttributePath> copied =
          changes.stream()
              .filter(Change.Copy.class::isInstance)
              .map(change -> ((Change.Copy) change).from())
              .toList();
      return said(copied, "There is nothing at %s to be copied");
    }
    if (NO_SUCH_NUMBER.stream().anyMatch(message::contains)) {
      return said(added(changes), "The sum at %s would be a number that DynamoDB cannot hold");
    }
    return "";
  }

  private static List<AttributePath> added(List<Change> changes) {
    return changes.stream().filter(Change.Add.class::isInstance).map(Change::path).toList();
  }

  private static boolean needsItsType(Change change) {
    return !(change instanceof Change.Set
        || change instanceof Change.SetIfAbsent
        || change instanceof Change.Copy
        || change instanceof Change.Remove);
  }

  private static String said(List<AttributePath> places, String sentence) {
    return places.isEmpty()
        ? ""
        : ". "
            + sentence.formatted(
                places.stream().map(AttributePath::toString).collect(Collectors.joining(" or ")));
  }
}
