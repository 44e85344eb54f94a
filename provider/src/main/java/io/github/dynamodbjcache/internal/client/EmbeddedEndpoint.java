package io.github.dynamodbjcache.internal.client;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import javax.cache.CacheException;

/**
 * DynamoDB Local of the module {@code dynamodb-jcache-embedded}, found by name: applications that
 * talk to AWS do without the module, and the module does without the provider.
 */
final class EmbeddedEndpoint {

  private static final String SERVER = "io.github.dynamodbjcache.embedded.EmbeddedDynamoDb";

  /** Whose classes it needs. */
  static final String ARTIFACT = "io.github.dynamodb-jcache:dynamodb-jcache-embedded";

  private EmbeddedEndpoint() {}

  /** The address of this JVM's server, which is started if it is not running yet. */
  static URI start(ClassLoader managerLoader) {
    try {
      Class<?> server = Class.forName(SERVER, true, managerLoader);
      Object shared = server.getMethod("shared").invoke(null);
      return (URI) server.getMethod("endpoint").invoke(shared);
    } catch (ClassNotFoundException e) {
      throw new CacheException(
          "dynamodb-jcache.client.endpoint = embedded needs DynamoDB Local: add the artifact"
              + " "
              + ARTIFACT
              + " to the class path",
          e);
    } catch (InvocationTargetException e) {
      throw new CacheException("DynamoDB Local did not start in this JVM", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new CacheException(
          "the artifact dynamodb-jcache-embedded on the class path is of another version than the"
              + " provider: use the same for both",
          e);
    }
  }
}
