package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Unknown;
import java.util.List;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** Tracks in own tables of the provider's: updated in one with its defaults, else whole items. */
final class ProviderTracks implements Tracks<Track> {

  private final Table<ItemKey<String, Integer>, Track> merged;
  private final Table<ItemKey<String, Integer>, Track> whole;

  /** One table for each way to replace items. */
  ProviderTracks(CacheManager manager, String merged, String whole) {
    this.merged = Table.open(manager, merged, mapping());
    this.whole = Table.open(manager, whole, mapping().unknown(Unknown.DROP));
  }

  private static Mapping<ItemKey<String, Integer>, Track> mapping() {
    return Mapping.record(Track.class).key("album", String.class, "position", Integer.class);
  }

  @Override
  public Track of(Track track) {
    return track;
  }

  @Override
  public @Nullable Track get(int position) {
    return whole.cache().get(new ItemKey<>(ALBUM, position));
  }

  @Override
  public void update(Track track) {
    merged.put(track);
  }

  @Override
  public void put(Track track) {
    whole.put(track);
  }

  @Override
  public void query(Consumer<Track> each) {
    whole.query(ALBUM).values().forEach(each);
  }

  @Override
  public void batch(List<Track> tracks) {
    whole.batch(writer -> tracks.forEach(writer::put));
  }
}
