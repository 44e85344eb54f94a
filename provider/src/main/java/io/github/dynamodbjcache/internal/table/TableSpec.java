package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the table of a cache has to be, and how to create it if it is missing.
 *
 * @param name the table's name
 * @param keys its key
 * @param timeToLive the attribute by which the service deletes expired items; null if none expire
 * @param owner whose table it is
 * @param creation whether a missing table is created
 * @param made how it is then
 * @param creationTimeout how long opening may take, creation included
 */
public record TableSpec(
    String name,
    ExpectedKey keys,
    @Nullable String timeToLive,
    Owner owner,
    TableCreation creation,
    NewTable made,
    Duration creationTimeout) {

  /** Whose a table is, and who may change it. */
  public enum Owner {
    /** Ours, whoever has made it: its items are in our own format. */
    CACHE,
    /** The user's, and other applications': one that is there is left as it is. */
    USER
  }

  /**
   * A table that is created if missing, paid per request, with the service's defaults otherwise.
   */
  public static TableSpec standard(TableLayout layout) {
    return new TableSpec(
        layout.table(),
        ExpectedKey.of(layout.keys()),
        layout.naming().timeToLive(),
        Owner.CACHE,
        TableCreation.IF_MISSING,
        NewTable.STANDARD,
        Duration.ofMinutes(2));
  }

  /** The same with another rule for creation. */
  public TableSpec withCreation(TableCreation other) {
    return new TableSpec(name, keys, timeToLive, owner, other, made, creationTimeout);
  }

  /** The same, made in another way. */
  public TableSpec withMade(NewTable other) {
    return new TableSpec(name, keys, timeToLive, owner, creation, other, creationTimeout);
  }
}
