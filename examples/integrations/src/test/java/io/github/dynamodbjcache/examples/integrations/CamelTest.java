package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.cache.processor.EntryProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jcache.JCacheConstants;
import org.apache.camel.component.jcache.processor.aggregate.JCacheAggregationRepository;
import org.apache.camel.component.jcache.processor.idempotent.JCacheIdempotentRepository;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's {@code jcache} component in two contexts, each with a manager of its own. */
class CamelTest {

  private final Instance first = new Instance();
  private final Instance second = new Instance();

  @AfterEach
  void close() {
    first.context.stop();
    second.context.stop();
  }

  /** A context whose endpoints all name the same manager. */
  private static final class Instance {

    private final CamelContext context = new DefaultCamelContext();
    private final String manager = "camel-" + UUID.randomUUID();
    private ProducerTemplate producer;

    Instance with(RouteBuilder routes) throws Exception {
      context.addRoutes(routes);
      return this;
    }

    Instance start() {
      context.start();
      producer = context.createProducerTemplate();
      return this;
    }

    String endpoint(String cache) {
      return "jcache:" + cache + "?configurationUri=" + manager;
    }

    Exchange act(String cache, String action, Object key, Object body, Object... headers) {
      return succeeded(
          producer.request(
              endpoint(cache),
              exchange -> {
                exchange.getIn().setBody(body);
                exchange.getIn().setHeader(JCacheConstants.ACTION, action);
                exchange.getIn().setHeader(JCacheConstants.KEY, key);
                for (int i = 0; i < headers.length; i += 2) {
                  exchange.getIn().setHeader((String) headers[i], headers[i + 1]);
                }
              }));
    }

    Object body(String cache, String action, Object key, Object body, Object... headers) {
      return act(cache, action, key, body, headers).getMessage().getBody();
    }

    Object result(String cache, String action, Object key, Object body, Object... headers) {
      return act(cache, action, key, body, headers).getMessage().getHeader(JCacheConstants.RESULT);
    }

    private static Exchange succeeded(Exchange exchange) {
      if (exchange.getException() != null) {
        throw new AssertionError(exchange.getException());
      }
      return exchange;
    }

    MockEndpoint mock() {
      return context.getEndpoint("mock:out", MockEndpoint.class);
    }
  }

  @Test
  void theActionsOfTheProducerAreSeenByTheOtherContext() {
    String cache = TwoInstances.fresh("orders");
    first.start();
    second.start();

    first.act(cache, "PUT", "a", "1");
    assertThat(second.body(cache, "GET", "a", null)).isEqualTo("1");
    assertThat(second.result(cache, "PUTIFABSENT", "a", "2")).isEqualTo(false);
    assertThat(second.result(cache, "PUTIFABSENT", "b", "2")).isEqualTo(true);
    assertThat(first.body(cache, "GETANDPUT", "b", "3")).isEqualTo("2");
    assertThat(second.body(cache, "GETANDREPLACE", "b", "4")).isEqualTo("3");
    assertThat(second.result(cache, "REPLACE", "b", "5", JCacheConstants.OLD_VALUE, "other"))
        .isEqualTo(false);
    assertThat(second.result(cache, "REPLACE", "b", "5", JCacheConstants.OLD_VALUE, "4"))
        .isEqualTo(true);
    assertThat(first.result(cache, "REMOVE", "b", null, JCacheConstants.OLD_VALUE, "4"))
        .isEqualTo(false);
    assertThat(first.body(cache, "GETANDREMOVE", "b", null)).isEqualTo("5");
    second.act(cache, "PUTALL", null, Map.of("c", "6", "d", "7"));
    assertThat(first.body(cache, "GETALL", null, null, JCacheConstants.KEYS, Set.of("a", "c", "x")))
        .isEqualTo(Map.of("a", "1", "c", "6"));
    EntryProcessor<Object, Object, Object> appends =
        (entry, arguments) -> {
          entry.setValue(entry.getValue() + "!");
          return entry.getValue();
        };
    assertThat(first.body(cache, "INVOKE", "a", null, JCacheConstants.ENTRY_PROCESSOR, appends))
        .isEqualTo("1!");
    assertThat(second.body(cache, "GET", "a", null)).isEqualTo("1!");
    first.act(cache, "REMOVEALL", null, null, JCacheConstants.KEYS, Set.of("a"));
    assertThat(second.body(cache, "GET", "a", null)).isNull();
    first.act(cache, "CLEAR", null, null);
    assertThat(second.body(cache, "GET", "c", null)).isNull();
  }

  /** "Listeners hear of what this JVM's caches do, not of other JVMs' writes." */
  @Test
  void aConsumerHearsOfTheEventsOfItsOwnContext() throws Exception {
    String cache = TwoInstances.fresh("orders");
    first
        .with(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(first.endpoint(cache)
                        + "&synchronous=true&oldValueRequired=true"
                        + "&filteredEvents=EXPIRED")
                    .to("mock:out");
              }
            })
        .start();
    second.start();

    first.mock().expectedMessageCount(3);
    first.act(cache, "PUT", "a", "1");
    second.act(cache, "PUT", "b", "unheard");
    first.act(cache, "PUT", "a", "2");
    first.act(cache, "REMOVE", "a", null);

    first.mock().assertIsSatisfied();
    List<String> heard = new ArrayList<>();
    for (Exchange exchange : first.mock().getExchanges()) {
      heard.add(
          exchange.getIn().getHeader(JCacheConstants.EVENT_TYPE)
              + " "
              + exchange.getIn().getHeader(JCacheConstants.KEY)
              + " "
              + exchange.getIn().getHeader(JCacheConstants.OLD_VALUE)
              + " "
              + exchange.getIn().getBody());
    }
    assertThat(heard).hasSize(3);
    assertThat(heard.get(0)).isEqualTo("CREATED a null 1");
    assertThat(heard.get(1)).isEqualTo("UPDATED a 1 2");
    assertThat(heard.get(2)).startsWith("REMOVED a 2");
  }

  @Test
  void aMessageThatOneContextHasSeenIsADuplicateForTheOther() throws Exception {
    String cache = TwoInstances.fresh("seen");
    for (Instance instance : List.of(first, second)) {
      JCacheIdempotentRepository repository = new JCacheIdempotentRepository();
      repository.setCacheName(cache);
      repository.getConfiguration().setConfigurationUri(instance.manager);
      instance
          .with(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("direct:in").idempotentConsumer(header("id"), repository).to("mock:out");
                }
              })
          .start();
    }

    first.producer.sendBodyAndHeader("direct:in", "one", "id", "1");
    second.producer.sendBodyAndHeader("direct:in", "one again", "id", "1");
    second.producer.sendBodyAndHeader("direct:in", "two", "id", "2");
    first.producer.sendBodyAndHeader("direct:in", "two again", "id", "2");

    assertThat(bodies(first)).containsExactly("one");
    assertThat(bodies(second)).containsExactly("two");
  }

  /** Camel's holder of an exchange has no equals: it is compared as it is stored. */
  @ParameterizedTest(name = "optimistic: {0}")
  @ValueSource(booleans = {false, true})
  void partsThatComeInByTwoContextsAreAggregated(boolean optimistic) throws Exception {
    String cache = TwoInstances.fresh("camel-aggregates");
    for (Instance instance : List.of(first, second)) {
      JCacheAggregationRepository repository = new JCacheAggregationRepository();
      repository.setCacheName(cache);
      repository.setOptimistic(optimistic);
      repository.getConfiguration().setConfigurationUri(instance.manager);
      instance
          .with(
              new RouteBuilder() {
                @Override
                public void configure() {
                  var aggregate =
                      from("direct:in")
                          .aggregate(header("id"), CamelTest::appended)
                          .aggregationRepository(repository)
                          .completionSize(4);
                  if (optimistic) {
                    aggregate.optimisticLocking();
                  }
                  aggregate.to("mock:out");
                }
              })
          .start();
    }

    second.mock().expectedMessageCount(1);
    first.producer.sendBodyAndHeader("direct:in", "a", "id", "1");
    second.producer.sendBodyAndHeader("direct:in", "b", "id", "1");
    first.producer.sendBodyAndHeader("direct:in", "other", "id", "2");
    first.producer.sendBodyAndHeader("direct:in", "c", "id", "1");
    second.producer.sendBodyAndHeader("direct:in", "d", "id", "1");

    second.mock().assertIsSatisfied();
    assertThat(bodies(first)).isEmpty();
    assertThat(bodies(second)).containsExactly("a,b,c,d");
  }

  /**
   * Stopping a context closes cache, manager and the whole provider; what is started afterwards
   * gets fresh ones.
   */
  @Test
  void aContextThatIsStoppedCanBeStartedAgain() {
    String cache = TwoInstances.fresh("orders");
    first.start();
    first.act(cache, "PUT", "a", "1");
    first.context.stop();

    first.start();
    assertThat(first.body(cache, "GET", "a", null)).isEqualTo("1");
  }

  /**
   * What optimistic locking asks of a strategy. Camel hands the repository the exchange so far as
   * the value that it expects: it must not be changed, and what Camel sets in it at the end, before
   * it has it removed, has to be there already.
   */
  private static Exchange appended(Exchange soFar, Exchange next) {
    next.setProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, next.getIn().getHeader("id"));
    if (soFar == null) {
      return next;
    }
    next.getIn().setBody(soFar.getIn().getBody() + "," + next.getIn().getBody());
    return next;
  }

  private static List<Object> bodies(Instance instance) {
    return instance.mock().getExchanges().stream()
        .map(exchange -> exchange.getIn().getBody())
        .toList();
  }
}
