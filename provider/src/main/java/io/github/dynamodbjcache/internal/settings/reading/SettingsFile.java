package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and parses the file that a manager's URI stands for. */
final class SettingsFile {

  /** The resource that is read if the URI names no file. */
  static final String DEFAULT_RESOURCE = "dynamodb-jcache.conf";

  private static final String CLASSPATH = "classpath";
  private static final Set<String> FILE_SCHEMES = Set.of("file", "jar", CLASSPATH);
  private static final Pattern USER_INFO = Pattern.compile("[^/?#]*//[^/?#]*@.*");
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

  private SettingsFile() {}

  /**
   * What the file says, not yet resolved; nothing if the URI names none and there is no default
   * one.
   *
   * @throws ConfigurationException if the URI names a file that cannot be read, or holds user info
   */
  static Config read(URI uri, ClassLoader loader) {
    if (USER_INFO.matcher(uri.getRawSchemeSpecificPart()).matches()) {
      throw new ConfigurationException(
          "The cache manager's URI holds user info, which ends up in logs and MBean names."
              + " Credentials come from the SDK's default provider chain; take them out of the"
              + " URI.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (FILE_SCHEMES.contains(scheme)) {
      return parse(named(uri, scheme, loader), uri, loader);
    }
    if (PathUri.isMeant(uri)) {
      return parse(PathUri.existing(uri), uri, loader);
    }
    URL found = loader.getResource(DEFAULT_RESOURCE);
    return found == null ? ConfigFactory.empty() : parse(found, uri, loader);
  }

  private static URL named(URI uri, String scheme, ClassLoader loader) {
    try {
      return scheme.equals(CLASSPATH) ? onClassPath(uri, loader) : withoutFragment(uri).toURL();
    } catch (MalformedURLException | IllegalArgumentException notUrl) {
      throw unreadable(uri, notUrl);
    }
  }

  /** It tells managers of one file apart, and is no part of the file's address. */
  private static URI withoutFragment(URI uri) {
    return uri.getRawFragment() == null
        ? uri
        : URI.create(uri.getScheme() + ":" + uri.getRawSchemeSpecificPart());
  }

  private static URL onClassPath(URI uri, ClassLoader loader) {
    String resource = uri.getSchemeSpecificPart().replaceFirst("^/+", "");
    return Optional.ofNullable(loader.getResource(resource))
        .orElseThrow(() -> unreadable(uri, null));
  }

  private static Config parse(URL url, URI uri, ClassLoader loader) {
    LOG.debug("Reading the configuration of cache manager {} from {}", uri, url);
    try {
      return requireRoot(
          ConfigFactory.parseURL(
              url, ConfigParseOptions.defaults().setAllowMissing(false).setClassLoader(loader)),
          url);
    } catch (ConfigException.IO notRead) {
      throw unreadable(uri, notRead);
    } catch (ConfigException notParsed) {
      throw Sources.refused(notParsed);
    }
  }

  private static Config requireRoot(Config file, URL url) {
    ConfigObject blocks = file.root();
    if (!blocks.isEmpty() && !blocks.containsKey(Sources.ROOT)) {
      throw new ConfigurationException(
          "Configuration refused. "
              + url
              + " has no block "
              + Sources.ROOT
              + " { ... }"
              + NearestWord.to(Sources.ROOT, blocks.keySet())
                  .map(word -> "; did you mean it by " + word + "?")
                  .orElse(""));
    }
    return file;
  }

  private static ConfigurationException unreadable(URI uri, @Nullable Exception cause) {
    return new ConfigurationException(
        "The cache manager's URI "
            + uri
            + " names a configuration file that cannot be read"
            + (cause == null ? "" : " (" + cause.getMessage() + ")")
            + ". Put it there, or use a URI that is only a name, such as dynamodb-jcache:default,"
            + " with "
            + DEFAULT_RESOURCE
            + " on the class path of the manager's class loader or without any file.",
        cause);
  }
}
