package io.github.dynamodbjcache.internal.wire;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** An attempt that did not end with the answer that was asked for. */
public final class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RuntimeException thrown;
  private final transient DynamoDbRequest request;
  private final Departure departure;

  /**
   * As the client ended it.
   *
   * @param thrown what the client threw
   * @param request what was to be sent
   * @param departure whether the request has left
   */
  public Unanswered(RuntimeException thrown, DynamoDbRequest request, Departure departure) {
    super(null, thrown, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.thrown = thrown;
    this.request = request;
    this.departure = departure;
  }

  public RuntimeException thrown() {
    return thrown;
  }

  public DynamoDbRequest request() {
    return request;
  }

  public Departure departure() {
    return departure;
  }
}
