package io.github.dynamodbjcache.internal.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Tells the {@link Sending} of the calling thread how far its request has come. It has to be the
 * last of a client's interceptors: another one after it could put another body in the place of the
 * watched one.
 */
final class SendingWatch implements ExecutionInterceptor {

  private static final ExecutionAttribute<Sending> SENDING =
      new ExecutionAttribute<>("dynamodb-jcache sending");

  /** On the thread that makes the call, as its Javadoc promises; the later ones may not be. */
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Sending sending = Sending.ofThisThread();
    if (sending != null) {
      sending.watched();
      attributes.putAttribute(SENDING, sending);
    }
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    Optional<RequestBody> body = context.requestBody();
    Sending sending = attributes.getAttribute(SENDING);
    if (sending == null) {
      return body;
    }
    Optional<Long> length = body.flatMap(RequestBody::optionalContentLength);
    if (length.isEmpty()) {
      sending.left();
      return body;
    }
    return body.map(
        unwatched ->
            RequestBody.fromContentProvider(
                watched(unwatched.contentStreamProvider(), sending),
                length.get(),
                unwatched.contentType()));
  }

  private static ContentStreamProvider watched(ContentStreamProvider body, Sending sending) {
    return () -> new WatchedBody(body.newStream(), sending);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    @Nullable Sending sending = attributes.getAttribute(SENDING);
    if (sending == null) {
      return;
    }
    if (isStillWatched(context.httpRequest(), sending)) {
      sending.handedOver();
    } else {
      sending.left();
    }
  }

  /** A signer may have put a body of its own in the place of ours: one byte tells. */
  private static boolean isStillWatched(SdkHttpRequest request, Sending sending) {
    ContentStreamProvider body =
        request instanceof SdkHttpFullRequest full
            ? full.contentStreamProvider().orElse(null)
            : null;
    if (body == null) {
      return false;
    }
    sending.lookForReads();
    try (InputStream stream = body.newStream()) {
      return stream.read() >= 0 && sending.wasRead();
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    @Nullable Sending sending = attributes.getAttribute(SENDING);
    if (sending != null) {
      sending.answered(context.httpResponse().isSuccessful(), context.responseBody().orElse(null));
    }
  }

  /** Takes note when it is read. */
  private static final class WatchedBody extends FilterInputStream {

    private final Sending sending;

    WatchedBody(InputStream body, Sending sending) {
      super(body);
      this.sending = sending;
    }

    @Override
    public int read() throws IOException {
      sending.readBy();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      sending.readBy();
      return super.read(bytes, offset, length);
    }
  }
}
