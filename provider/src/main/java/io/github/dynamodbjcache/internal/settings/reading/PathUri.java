package io.github.dynamodbjcache.internal.settings.reading;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A manager's URI without a scheme that stands for a file: the path of one that is there, or what
 * nobody would write who only wants to give the manager a name.
 */
final class PathUri {

  /** A path has directories, or the ending of a configuration. */
  private static final Pattern LIKE_A_PATH =
      Pattern.compile(".*[/\\\\].*|.+\\.(conf|json|properties)", Pattern.CASE_INSENSITIVE);

  private PathUri() {}

  /** True if a file is meant. */
  static boolean isMeant(URI uri) {
    String text = text(uri);
    return text != null && (LIKE_A_PATH.matcher(text).matches() || file(text) != null);
  }

  /**
   * The file.
   *
   * @throws ConfigurationException if it is not there
   */
  static URL existing(URI uri) {
    String text = text(uri);
    Path file = text == null ? null : file(text);
    if (file == null) {
      throw missing(uri);
    }
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException notUrl) {
      throw new IllegalStateException(notUrl);
    }
  }

  /** What may be a path; null for a URI that is none, and for the provider's own, a name. */
  private static @Nullable String text(URI uri) {
    String scheme = uri.getScheme();
    if (scheme != null) {
      boolean isDrive = scheme.length() == 1; // of Windows
      return isDrive ? uri.toString() : null;
    }
    String path = uri.getPath();
    return path == null || path.isEmpty() || path.equals(Sources.ROOT) ? null : path;
  }

  private static @Nullable Path file(String text) {
    try {
      Path path = Path.of(text);
      return Files.isRegularFile(path) ? path : null;
    } catch (InvalidPathException noPath) {
      return null;
    }
  }

  private static ConfigurationException missing(URI uri) {
    return new ConfigurationException(
        "The cache manager's URI "
            + uri
            + " looks like the path of a configuration file, and there is none at "
            + whereLookedFor(uri)
            + ". Put it there, or say where it is: classpath:"
            + uri.toString().replaceFirst("^(\\.*/)+", "")
            + " for one on the class path of the manager's class loader, file:/... for one"
            + " elsewhere. A URI that is only a name has no scheme, no slash and no such ending, or"
            + " another scheme, such as dynamodb-jcache:default.");
  }

  private static String whereLookedFor(URI uri) {
    try {
      return Path.of(String.valueOf(text(uri))).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException noPath) {
      return uri.toString();
    }
  }
}
