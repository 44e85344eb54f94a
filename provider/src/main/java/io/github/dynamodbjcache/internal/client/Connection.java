package io.github.dynamodbjcache.internal.client;

import io.github.dynamodbjcache.internal.settings.ClientHooks;
import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The SDK client and the threads that managers with the same client settings share. It is counted:
 * whoever closes it last ends it; a client that the application handed in is never closed.
 */
public final class Connection implements AutoCloseable {

  /** How many requests of bulk operations are under way at once, the callers' own aside. */
  private static final int REQUEST_THREADS = 16;

  private static final Map<Shared, Connection> CONNECTIONS = new HashMap<>();

  private final Shared key;
  private final Wire wire;
  private final Runnable closing;
  private final ExecutorService requests;
  private final ExecutorService callbacks;
  private int users;

  private Connection(Shared key, Wire wire, Runnable closing) {
    this.key = key;
    this.wire = wire;
    this.closing = closing;
    this.requests = pool("dynamodb-jcache-request-", REQUEST_THREADS, new LinkedBlockingQueue<>());
    this.callbacks = pool("dynamodb-jcache-callback-", Integer.MAX_VALUE, new SynchronousQueue<>());
  }

  /** The connection for those settings, made if nobody has it yet; to be closed once by each. */
  public static Connection to(ManagerSettings settings, ClassLoader managerLoader) {
    Shared key =
        new Shared(
            settings.client(),
            settings.hooks(),
            settings.readyClient().orElse(null),
            Clients.areMadeOfClasses(settings.client()) ? managerLoader : null);
    synchronized (CONNECTIONS) {
      Connection connection = CONNECTIONS.get(key);
      if (connection == null) {
        connection =
            key.ready() == null
                ? ofOwnClient(key, new Clients(key.settings(), key.hooks(), managerLoader))
                : new Connection(
                    key,
                    Wire.handedIn(key.ready(), key.settings().get(ClientSetting.ATTEMPT_TIMEOUT)),
                    () -> {});
        CONNECTIONS.put(key, connection);
      }
      connection.users++;
      return connection;
    }
  }

  private static Connection ofOwnClient(Shared key, Clients clients) {
    Wire wire = clients.make();
    return new Connection(
        key,
        wire,
        () -> {
          try {
            wire.client().close();
          } finally {
            clients.closeHooks();
          }
        });
  }

  public DynamoDbClient client() {
    return wire.client();
  }

  /** The way to the service. */
  public Wire wire() {
    return wire;
  }

  /** Runs requests of bulk operations. */
  public ExecutorService requests() {
    return requests;
  }

  /** Runs the application's code: asynchronous listeners, background loads. */
  public ExecutorService callbacks() {
    return callbacks;
  }

  @Override
  public void close() {
    synchronized (CONNECTIONS) {
      users--;
      if (users > 0) {
        return;
      }
      CONNECTIONS.remove(key);
    }
    requests.shutdown();
    callbacks.shutdown();
    closing.run();
  }

  private static ExecutorService pool(
      String prefix, int most, java.util.concurrent.BlockingQueue<Runnable> queue) {
    int core = most == Integer.MAX_VALUE ? 0 : most;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(core, most, 10, TimeUnit.SECONDS, queue, daemons(prefix));
    if (core > 0) {
      pool.allowCoreThreadTimeOut(true);
    }
    return pool;
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * What managers have to have in common to share a connection.
   *
   * @param ready the client that was handed in, by identity
   * @param loader what finds the classes that hook into the client; null if there are none
   */
  private record Shared(
      Settings settings,
      ClientHooks hooks,
      @Nullable DynamoDbClient ready,
      @Nullable ClassLoader loader) {}
}
