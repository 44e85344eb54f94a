package io.github.dynamodbjcache.internal.cache;

import javax.cache.integration.CompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For callers of {@code loadAll} that do not want to hear of its end: a failure is logged. */
enum IgnoredCompletion implements CompletionListener {
  INSTANCE;

  private static final Logger LOG = LoggerFactory.getLogger(IgnoredCompletion.class);

  @Override
  public void onCompletion() {}

  @Override
  public void onException(Exception e) {
    LOG.warn("loadAll without a completion listener failed", e);
  }
}
