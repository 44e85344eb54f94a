package io.github.dynamodbjcache.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads an {@link Endpoint}. */
final class Endpoints {

  private static final String KEY = "endpoint";

  private Endpoints() {}

  static Endpoint from(Block block) {
    String text = block.text(KEY);
    if (text == null) {
      return new Endpoint.SdkDefault();
    }
    if (text.equals("embedded")) {
      return new Endpoint.Embedded();
    }
    URI uri = address(text);
    if (uri == null) {
      block.refuse(
          KEY,
          "needs embedded, or an http or https URI with a host and without user info, such as"
              + " https://dynamodb.eu-west-1.amazonaws.com");
      return new Endpoint.SdkDefault();
    }
    return new Endpoint.Address(uri);
  }

  private static @Nullable URI address(String text) {
    try {
      URI uri = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return http && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
    } catch (URISyntaxException notUri) {
      return null;
    }
  }
}
