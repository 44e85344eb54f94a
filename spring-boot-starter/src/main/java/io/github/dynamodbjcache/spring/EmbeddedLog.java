package io.github.dynamodbjcache.spring;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Quietens DynamoDB Local, which tells of each request, and with a stack trace of each table that
 * is not there yet; unless the application says itself how much it wants to hear.
 */
final class EmbeddedLog {

  static final String LOGGER = "software.amazon.dynamodb";

  private EmbeddedLog() {}

  /** Only errors are left. */
  static void quieten(LoggingSystem logging) {
    LoggerConfiguration logger = logging.getLoggerConfiguration(LOGGER);
    if (logger == null || logger.getConfiguredLevel() == null) {
      logging.setLogLevel(LOGGER, LogLevel.ERROR);
    }
  }
}
