package io.github.dynamodbjcache.benchmarks;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** What {@link Track} is, as {@code dynamodb-enhanced} takes it. */
@DynamoDbBean
public class TrackBean {

  private @Nullable String album;
  private int position;
  private @Nullable String title;
  private @Nullable String artist;
  private @Nullable String composer;
  private @Nullable String label;
  private long year;
  private long seconds;
  private long plays;
  private long cents;

  static TrackBean of(Track track) {
    TrackBean bean = new TrackBean();
    bean.album = track.album();
    bean.position = track.position();
    bean.title = track.title();
    bean.artist = track.artist();
    bean.composer = track.composer();
    bean.label = track.label();
    bean.year = track.year();
    bean.seconds = track.seconds();
    bean.plays = track.plays();
    bean.cents = track.cents();
    return bean;
  }

  @DynamoDbPartitionKey
  public @Nullable String getAlbum() {
    return album;
  }

  public void setAlbum(@Nullable String album) {
    this.album = album;
  }

  @DynamoDbSortKey
  public int getPosition() {
    return position;
  }

  public void setPosition(int position) {
    this.position = position;
  }

  public @Nullable String getTitle() {
    return title;
  }

  public void setTitle(@Nullable String title) {
    this.title = title;
  }

  public @Nullable String getArtist() {
    return artist;
  }

  public void setArtist(@Nullable String artist) {
    this.artist = artist;
  }

  public @Nullable String getComposer() {
    return composer;
  }

  public void setComposer(@Nullable String composer) {
    this.composer = composer;
  }

  public @Nullable String getLabel() {
    return label;
  }

  public void setLabel(@Nullable String label) {
    this.label = label;
  }

  public long getYear() {
    return year;
  }

  public void setYear(long year) {
    this.year = year;
  }

  public long getSeconds() {
    return seconds;
  }

  public void setSeconds(long seconds) {
    this.seconds = seconds;
  }

  public long getPlays() {
    return plays;
  }

  public void setPlays(long plays) {
    this.plays = plays;
  }

  public long getCents() {
    return cents;
  }

  public void setCents(long cents) {
    this.cents = cents;
  }
}
