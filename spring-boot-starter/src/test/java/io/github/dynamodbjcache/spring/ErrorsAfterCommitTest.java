package io.github.dynamodbjcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What becomes of a transaction whose cache fails: what the guide says of it. */
class ErrorsAfterCommitTest {

  private Running running;

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void anEvictionThatFailsIsToldThoughTheDatabaseHasCommitted() {
    running = Running.onTablesOfItsOwn().and(Transactions.class).start();
    assertFailsAfterCommit();
  }

  /** The eviction then waits for the commit. */
  @Test
  void soItIsInAManagerThatKnowsOfTransactions() {
    running =
        Running.onTablesOfItsOwn().and(Transactions.class).and(TransactionAware.class).start();
    assertThat(running.context().getBean(JCacheCacheManager.class).isTransactionAware()).isTrue();
    assertFailsAfterCommit();
  }

  @Test
  void anErrorHandlerLetsTheCallerGoOn() {
    running = Running.onTablesOfItsOwn().and(Transactions.class).and(FailSoft.class).start();
    Accounts accounts = running.context().getBean(Accounts.class);
    accounts.balance("a");
    loseTheTable();
    accounts.withdraw("a");
    assertThat(commits()).isOne();
  }

  private void assertFailsAfterCommit() {
    Accounts accounts = running.context().getBean(Accounts.class);
    accounts.balance("a");
    loseTheTable();
    assertThatThrownBy(() -> accounts.withdraw("a")).isInstanceOf(CacheException.class);
    assertThat(commits()).isOne();
  }

  private int commits() {
    return running.context().getBean(Transactions.Counting.class).commits.get();
  }

  private void loseTheTable() {
    String table = running.cache("balances").unwrap(DynamoDbCache.class).getTableName();
    running.manager().unwrap(DynamoDbClient.class).deleteTable(it -> it.tableName(table));
  }

  @Configuration
  @EnableTransactionManagement
  static class Transactions {
    @Bean
    PlatformTransactionManager transactionManager() {
      return new Counting();
    }

    @Bean
    Accounts accounts() {
      return new Accounts();
    }

    /** Counts what is committed. */
    static class Counting extends AbstractPlatformTransactionManager {
      private static final long serialVersionUID = 1L;
      final AtomicInteger commits = new AtomicInteger();

      @Override
      protected Object doGetTransaction() {
        return this;
      }

      @Override
      protected void doBegin(Object transaction, TransactionDefinition definition) {}

      @Override
      protected void doCommit(DefaultTransactionStatus status) {
        commits.incrementAndGet();
      }

      @Override
      protected void doRollback(DefaultTransactionStatus status) {}
    }
  }

  static class Accounts {
    @Cacheable("balances")
    public Integer balance(String account) {
      return 100;
    }

    @Transactional
    @CacheEvict("balances")
    public void withdraw(String account) {}
  }

  @Configuration
  static class FailSoft implements CachingConfigurer {
    @Override
    public CacheErrorHandler errorHandler() {
      return new LoggingCacheErrorHandler();
    }
  }

  static class TransactionAware {
    @Bean
    static BeanPostProcessor transactionAware() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
          if (bean instanceof JCacheCacheManager manager) {
            manager.setTransactionAware(true);
          }
          return bean;
        }
      };
    }
  }
}
