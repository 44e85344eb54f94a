package io.github.dynamodbjcache.internal.client;

import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.Endpoint;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.wire.NamedCredentials;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

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
  private final DynamoDbClient client;
  private final ExecutorService requests;
  private final ExecutorService callbacks;
  private int users;

  private Connection(Shared key, DynamoDbClient client) {
    this.key = key;
    this.client = client;
    this.wire =
        key.ready() == null
            ? Wire.own(client, key.settings().get(ClientSetting.MAX_CONNECTIONS))
            : Wire.handedIn(client);
    this.requests = pool("dynamodb-jcache-request-", REQUEST_THREADS, new LinkedBlockingQueue<>());
    this.callbacks = pool("dynamodb-jcache-callback-", Integer.MAX_VALUE, new SynchronousQueue<>());
  }

  /** The connection for those settings, made if nobody has it yet; to be closed once by each. */
  public static Connection to(ManagerSettings settings, ClassLoader managerLoader) {
    Shared key = new Shared(settings.client(), settings.readyClient().orElse(null));
    synchronized (CONNECTIONS) {
      Connection connection = CONNECTIONS.get(key);
      if (connection == null) {
        connection = new Connection(key, key.readyOrBuilt(managerLoader));
        CONNECTIONS.put(key, connection);
      }
      connection.users++;
      return connection;
    }
  }

  public DynamoDbClient client() {
    return client;
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
    if (key.ready() == null) {
      client.close();
    }
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
   */
  private record Shared(Settings settings, @Nullable DynamoDbClient ready) {

    DynamoDbClient readyOrBuilt(ClassLoader managerLoader) {
      return ready != null ? ready : built(managerLoader);
    }

    private DynamoDbClient built(ClassLoader managerLoader) {
      String profile = settings.get(ClientSetting.PROFILE);
      String region = settings.get(ClientSetting.REGION);
      Endpoint endpoint = settings.get(ClientSetting.ENDPOINT);
      try {
        DynamoDbClientBuilder builder =
            DynamoDbClient.builder()
                .httpClientBuilder(
                    Apache5HttpClient.builder()
                        .maxConnections(settings.get(ClientSetting.MAX_CONNECTIONS))
                        .connectionTimeout(settings.get(ClientSetting.CONNECT_TIMEOUT))
                        .connectionAcquisitionTimeout(settings.get(ClientSetting.ATTEMPT_TIMEOUT))
                        .socketTimeout(settings.get(ClientSetting.ATTEMPT_TIMEOUT))
                        .tcpKeepAlive(true))
                .credentialsProvider(new NamedCredentials(credentials(profile)))
                .overrideConfiguration(
                    override -> {
                      if (profile != null) {
                        override.defaultProfileName(profile);
                      }
                      Wire.override(override, settings.get(ClientSetting.ATTEMPT_TIMEOUT));
                    });
        if (region != null) {
          builder.region(Region.of(region));
        }
        if (endpoint instanceof Endpoint.Address address) {
          builder.endpointOverride(address.uri());
        } else if (endpoint instanceof Endpoint.Embedded) {
          addressEmbedded(builder, EmbeddedEndpoint.start(managerLoader));
        }
        return builder.build();
      } catch (SdkClientException e) {
        throw new CacheException(
            "the DynamoDB client could not be made: "
                + e.getMessage()
                + "; set dynamodb-jcache.client.region, AWS_REGION, or the region of the AWS"
                + " profile",
            e);
      }
    }

    private static AwsCredentialsProvider credentials(@Nullable String profile) {
      return DefaultCredentialsProvider.builder().profileName(profile).build();
    }

    /** DynamoDB Local wants credentials and a region to be given, and takes any. */
    private void addressEmbedded(DynamoDbClientBuilder builder, URI endpoint) {
      builder
          .endpointOverride(endpoint)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded")));
      if (settings.get(ClientSetting.REGION) == null) {
        builder.region(Region.US_EAST_1);
      }
    }
  }
}
