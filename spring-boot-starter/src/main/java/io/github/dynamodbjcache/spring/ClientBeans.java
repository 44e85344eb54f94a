package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.PlacedValue;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds the application's own client. Spring made it, and Spring closes it. */
final class ClientBeans {

  private static final Logger LOG = LoggerFactory.getLogger(ClientBeans.class);

  private static final String CLIENT = "dynamodb-jcache.client.";
  private static final String NONE = "none";

  /** What is also said of a client that was handed in; anything else describes one of our own. */
  private static final Set<String> OF_ANY_CLIENT =
      Set.of(
          CLIENT + "api-call-timeout",
          CLIENT + "bulk-timeout",
          CLIENT + "attempt-timeout",
          CLIENT + "max-attempts");

  private final ListableBeanFactory beans;
  private final StarterSettings starter;

  ClientBeans(ListableBeanFactory beans, StarterSettings starter) {
    this.beans = beans;
    this.starter = starter;
  }

  /** True if those settings say how the provider's own client is to be, or hold another one. */
  static boolean describe(Properties settings) {
    return settings.entrySet().stream()
        .filter(setting -> !isEmpty(setting.getValue()))
        .map(setting -> String.valueOf(setting.getKey()))
        .anyMatch(key -> key.startsWith(CLIENT) && !OF_ANY_CLIENT.contains(key));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof PlacedValue placed && placed.value().equals("");
  }

  /**
   * The client for a manager of those settings; empty if the provider has to make one.
   *
   * @throws ConfigurationException if there are several, and nothing says which; if the one that is
   *     named is not there
   */
  Optional<DynamoDbClient> forManagerWith(Properties settings) {
    String named = starter.clientBean();
    if (named != null && !named.equals(NONE)) {
      return Optional.of(named(named));
    }
    if (named != null || describe(settings)) {
      return Optional.empty();
    }
    DynamoDbClient client = beans.getBeanProvider(DynamoDbClient.class).getIfUnique();
    List<String> all = all();
    if (client == null && !all.isEmpty()) {
      throw new ConfigurationException(
          "there are several DynamoDbClient beans, and none is @Primary: "
              + String.join(", ", all)
              + "; name the one for the caches by "
              + StarterSettings.PREFIX
              + ".client-bean, or set it to none for a client of their own");
    }
    if (client != null) {
      LOG.info("The caches use the application's DynamoDbClient bean");
    }
    return Optional.ofNullable(client);
  }

  private DynamoDbClient named(String name) {
    if (!beans.containsBean(name) || !beans.isTypeMatch(name, DynamoDbClient.class)) {
      throw new ConfigurationException(
          StarterSettings.PREFIX
              + ".client-bean = "
              + name
              + " names no DynamoDbClient bean; there "
              + (all().isEmpty() ? "is none" : "are: " + String.join(", ", all())));
    }
    return beans.getBean(name, DynamoDbClient.class);
  }

  private List<String> all() {
    return List.of(
        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DynamoDbClient.class));
  }
}
