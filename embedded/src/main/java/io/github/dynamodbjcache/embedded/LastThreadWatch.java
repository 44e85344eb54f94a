package io.github.dynamodbjcache.embedded;

import java.util.Optional;

/**
 * Closes a server once no thread but its own keeps the JVM alive. DynamoDB Local starts threads
 * that are not daemons, and a shared server has no owner who would close it; without this, a
 * program would hang after its {@code main} has returned. A shutdown hook cannot help: it runs only
 * after the last such thread has ended.
 */
final class LastThreadWatch implements Runnable {

  private final EmbeddedDynamoDb server;

  private LastThreadWatch(EmbeddedDynamoDb server) {
    this.server = server;
  }

  static void closeAfterLastThread(EmbeddedDynamoDb server) {
    Thread watch = new Thread(new LastThreadWatch(server), "dynamodb-local-last-thread-watch");
    watch.setDaemon(true);
    watch.setContextClassLoader(null);
    watch.start();
  }

  @Override
  public void run() {
    try {
      for (Optional<Thread> other = find(); other.isPresent(); other = find()) {
        other.get().join();
      }
    } catch (InterruptedException nobodyElseMayDoThat) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }

  private Optional<Thread> find() {
    return Thread.getAllStackTraces().keySet().stream().filter(this::keepsJvmAlive).findAny();
  }

  private boolean keepsJvmAlive(Thread thread) {
    return !thread.isDaemon()
        && thread.isAlive()
        && !server.threads().equals(thread.getThreadGroup())
        // What waits for all the others after main has returned.
        && !thread.getName().equals("DestroyJavaVM");
  }
}
