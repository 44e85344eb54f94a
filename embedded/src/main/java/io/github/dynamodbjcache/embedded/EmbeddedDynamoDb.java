package io.github.dynamodbjcache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * A DynamoDB Local server in this JVM, for trying out, examples and tests. It listens on the
 * loopback address only, needs no network and no files beside the class path, and takes about a
 * second to start.
 *
 * <p>Any credentials and any region reach the same tables. DynamoDB Local never throttles, takes
 * table names without regard to case and knows neither tags nor point-in-time recovery; AWS's guide
 * lists how else it differs from the service.
 *
 * <p>Its telemetry stays off: that is set up by AWS's own server class, which this one replaces.
 *
 * <p>It keeps its tables in SQLite, by native code, of which JDK 24 and later warn ({@code WARNING:
 * A restricted method in java.lang.System has been called}); the JVM's option {@code
 * --enable-native-access=ALL-UNNAMED} silences that.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(EmbeddedDynamoDb.class);

  /** Held, since java.util.logging forgets the level of a logger that nobody refers to. */
  private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

  private static final Logger SQLITE_MAP_LOG = Logger.getLogger("javolution.util");

  private final ThreadGroup threads;
  private final Server server;
  private final LocalDynamoDBServerHandler database;
  private final URI endpoint;
  private boolean closed;

  private EmbeddedDynamoDb(Builder settings) {
    quieten(SQLITE_LOG, Level.WARNING); // It tells of each connection,
    quieten(SQLITE_MAP_LOG, Level.SEVERE); // and of each unlucky hash code.
    threads = new ThreadGroup("dynamodb-local");
    database = database(settings);
    server =
        new Server(
            pool(threads),
            // Else its thread would hold the application's class loader, which devtools replace.
            new ScheduledExecutorScheduler(
                "dynamodb-local", true, EmbeddedDynamoDb.class.getClassLoader()),
            null);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory());
    connector.setHost("127.0.0.1");
    connector.setPort(settings.port);
    server.addConnector(connector);
    server.setHandler(database);
    try {
      server.start();
    } catch (Exception failed) {
      database.close();
      throw new IllegalStateException(
          "DynamoDB Local could not start on port " + settings.port + " of 127.0.0.1", failed);
    }
    endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Starts a server on a free port that forgets its tables when it is closed. */
  public static EmbeddedDynamoDb inMemory() {
    return builder().start();
  }

  /**
   * Starts a server on a free port that keeps its tables in a database file of that directory.
   *
   * @param directory where the file {@code shared-local-instance.db} lies or is to be made; created
   *     if missing
   */
  public static EmbeddedDynamoDb inDirectory(Path directory) {
    return builder().directory(directory).start();
  }

  /** For a server on a chosen port, or one that is slow to create tables. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The one in-memory server that this JVM shares: started by the first call, and stopped when no
   * other thread keeps the JVM alive. Closing it is allowed and final.
   */
  public static EmbeddedDynamoDb shared() {
    return Shared.SERVER;
  }

  /** Where it listens, to be given to {@code DynamoDbClientBuilder.endpointOverride}. */
  public URI endpoint() {
    return endpoint;
  }

  /** Stops the server and frees its port; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("DynamoDB Local at " + endpoint + " did not stop", failed);
    } finally {
      database.close();
    }
  }

  /** The threads of the server all belong to this group. */
  ThreadGroup threads() {
    return threads;
  }

  private static void quieten(Logger logger, Level level) {
    if (logger.getLevel() == null) { // Else somebody wants it as it is.
      logger.setLevel(level);
    }
  }

  private static LocalDynamoDBServerHandler database(Builder settings) {
    Path directory = settings.directory;
    try {
      String path = directory == null ? null : Files.createDirectories(directory).toString();
      return new LocalDynamoDBServerHandler(
          new LocalDynamoDBRequestHandler(
              /* authorityLevel= */ 0,
              /* runInMemory= */ path == null,
              path,
              /* sharedDb= */ true,
              settings.delaysTransientStatuses),
          /* corsParam= */ null);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot create the directory " + directory, failed);
    }
  }

  private static QueuedThreadPool pool(ThreadGroup group) {
    QueuedThreadPool pool =
        new QueuedThreadPool(/* maxThreads= */ 200, 4, 60_000, /* queue= */ null, group);
    pool.setName("dynamodb-local");
    pool.setDaemon(true);
    return pool;
  }

  /** What a server can be started with. */
  public static final class Builder {

    private @Nullable Path directory;
    private int port;
    private boolean delaysTransientStatuses;

    private Builder() {}

    /** Keeps the tables in a database file of that directory, created if missing. */
    public Builder directory(Path directory) {
      this.directory = directory;
      return this;
    }

    /** Listens on that port instead of a free one; 0 means a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Lets tables be CREATING and DELETING for a while, as they are in the service. */
    public Builder delayTransientStatuses() {
      this.delaysTransientStatuses = true;
      return this;
    }

    /** Starts the server; it keeps the JVM alive until it is closed. */
    public EmbeddedDynamoDb start() {
      return new EmbeddedDynamoDb(this);
    }
  }

  private static final class Shared {

    static final EmbeddedDynamoDb SERVER = start();

    private static EmbeddedDynamoDb start() {
      EmbeddedDynamoDb server = inMemory();
      LastThreadWatch.closeAfterLastThread(server);
      LOG.info("DynamoDB Local of this JVM, in memory, listens on {}", server.endpoint());
      return server;
    }
  }
}
