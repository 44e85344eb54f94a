package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.internal.settings.Names;
import java.io.Serializable;

/** With which key DynamoDB encrypts a created table at rest. */
public sealed interface Encryption extends Serializable {

  /** With a key that DynamoDB owns, free of charge. */
  static Encryption byDefault() {
    return new ServiceOwned();
  }

  /** With the account's key that KMS manages for DynamoDB. */
  static Encryption awsManaged() {
    return new AwsManaged();
  }

  /**
   * With a KMS key of the account's own.
   *
   * @param key its id, its ARN, or its alias ({@code alias/...})
   * @throws IllegalArgumentException if it is none of these
   */
  static Encryption customerKey(String key) {
    return new CustomerKey(key);
  }

  /** See {@link #byDefault}. */
  record ServiceOwned() implements Encryption {}

  /** See {@link #awsManaged}. */
  record AwsManaged() implements Encryption {}

  /**
   * See {@link #customerKey}.
   *
   * @param key the key's id, ARN or alias
   */
  record CustomerKey(String key) implements Encryption {

    /** Checks the form of the key. */
    public CustomerKey {
      if (!Names.isKmsKey(key)) {
        throw new IllegalArgumentException(
            "Not a KMS key: give its id, its ARN or its alias (alias/...)");
      }
    }
  }
}
