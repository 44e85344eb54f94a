package io.github.dynamodbjcache.behaviour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** An address at which no DynamoDB answers: it refuses connections, or takes them and is silent. */
final class Unreachable implements AutoCloseable {

  private final ServerSocket socket;

  Unreachable(boolean silent) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    if (!silent) {
      socket.close();
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Sends a client's requests here as soon as the switch is on. */
  ExecutionInterceptor insteadOnce(AtomicBoolean switchedOn) {
    return new ExecutionInterceptor() {
      @Override
      public SdkHttpRequest modifyHttpRequest(
          Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return switchedOn.get()
            ? context.httpRequest().copy(request -> request.port(socket.getLocalPort()))
            : context.httpRequest();
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
