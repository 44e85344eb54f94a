package io.github.dynamodbjcache.internal.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Loads settings from a file of the given text. */
final class SettingsFixture {

  static final URI NAME_ONLY = URI.create("dynamodb-jcache:default");

  private SettingsFixture() {}

  static ClassLoader loader() {
    return SettingsFixture.class.getClassLoader();
  }

  static Path write(Path directory, String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ManagerSettings load(Path directory, String text) {
    return load(write(directory, "test.conf", text).toUri());
  }

  static ManagerSettings load(URI uri) {
    return SettingsLoader.load(uri, loader(), new Properties(), new Properties());
  }

  static ManagerSettings defaults() {
    return load(NAME_ONLY);
  }

  static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
