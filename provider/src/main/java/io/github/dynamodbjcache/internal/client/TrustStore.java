package io.github.dynamodbjcache.internal.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.cache.CacheException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A file with the certificates that a network trusts. */
final class TrustStore {

  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private TrustStore() {}

  /**
   * Reads it: PEM, or a key store of any type that Java knows.
   *
   * @param password of a key store; null for none
   */
  static TrustManager[] read(String file, @Nullable String password) {
    try {
      byte[] content = Files.readAllBytes(Path.of(file));
      KeyStore certificates =
          new String(content, StandardCharsets.ISO_8859_1).contains(PEM)
              ? ofPem(content)
              : KeyStore.getInstance(
                  Path.of(file).toFile(), password == null ? null : password.toCharArray());
      if (certificates.size() == 0) {
        throw new CacheException(
            "dynamodb-jcache.client.trust-store: no certificate can be read from "
                + file
                + (password == null ? "; it may need trust-store-password" : ""));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(certificates);
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new CacheException(
          "dynamodb-jcache.client.trust-store (or AWS_CA_BUNDLE): "
              + file
              + " cannot be read as PEM or as a key store: "
              + e.getMessage(),
          e);
    }
  }

  private static KeyStore ofPem(byte[] content) throws IOException, GeneralSecurityException {
    KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
    certificates.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(content))) {
      certificates.setCertificateEntry("ca-" + count++, certificate);
    }
    return certificates;
  }
}
