package io.github.dynamodbjcache.internal.management;

import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.configuration.CompleteConfiguration;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers and unregisters the MXBeans of one cache, under the names that JSR-107 gives ({@code
 * javax.cache:type=...,CacheManager=...,Cache=...}), and that of its requests beside them.
 *
 * <p>Caches whose names are the same (managers of one URI and several class loaders) share a bean;
 * it is counted, and goes with the last of them. Trouble with JMX is logged and stops no cache.
 */
public final class CacheBeans {

  private static final Logger LOG = LoggerFactory.getLogger(CacheBeans.class);

  private static final String JCACHE = "javax.cache";

  /** JCache's own domain holds JCache's beans and no others: the TCK counts them. */
  private static final String OURS = "io.github.dynamodbjcache";

  /** The beans of this JVM's caches by name. Guarded by itself. */
  private static final Map<ObjectName, Object> BEANS = new HashMap<>();

  /** The names among them under which the MBean server has our bean. Guarded by the former. */
  private static final Set<ObjectName> REGISTERED = new HashSet<>();

  private final URI manager;
  private final String cache;
  private final CacheStatistics statistics;
  private final RequestsBean.Source requests;
  private final CompleteConfiguration<?, ?> configuration;

  private boolean statisticsShown;
  private boolean configurationShown;

  /** For one cache, with nothing registered yet. */
  public CacheBeans(
      URI manager,
      String cache,
      CacheStatistics statistics,
      RequestsBean.Source requests,
      CompleteConfiguration<?, ?> configuration) {
    this.manager = manager;
    this.cache = cache;
    this.statistics = statistics;
    this.requests = requests;
    this.configuration = configuration;
  }

  /** Shows or hides the statistics: JCache's, and those of the requests. */
  public synchronized void showStatistics(boolean shown) {
    if (shown == statisticsShown) {
      return;
    }
    statisticsShown = shown;
    ObjectName name = name(JCACHE, "CacheStatistics");
    ObjectName requestsName = name(OURS, "DynamoDbStatistics");
    synchronized (BEANS) {
      if (shown) {
        registered(name, StatisticsBean.class, StatisticsBean::new).add(statistics);
        registered(requestsName, RequestsBean.class, RequestsBean::new).add(requests);
        return;
      }
      if (registered(name, StatisticsBean.class, StatisticsBean::new).remove(statistics)) {
        unregister(name);
      }
      if (registered(requestsName, RequestsBean.class, RequestsBean::new).remove(requests)) {
        unregister(requestsName);
      }
    }
  }

  /** Shows or hides the configuration. */
  public synchronized void showConfiguration(boolean shown) {
    if (shown == configurationShown) {
      return;
    }
    configurationShown = shown;
    ObjectName name = name(JCACHE, "CacheConfiguration");
    synchronized (BEANS) {
      if (shown) {
        registered(name, ConfigurationBean.class, ConfigurationBean::new).add(configuration);
      } else if (registered(name, ConfigurationBean.class, ConfigurationBean::new)
          .remove(configuration)) {
        unregister(name);
      }
    }
  }

  private static <B> B registered(ObjectName name, Class<B> type, Supplier<B> fresh) {
    Object present = BEANS.get(name);
    if (present != null) {
      return type.cast(present);
    }
    B bean = fresh.get();
    BEANS.put(name, bean);
    try {
      server().registerMBean(bean, name);
      REGISTERED.add(name);
    } catch (InstanceAlreadyExistsException e) {
      LOG.warn("{} is taken by another library or another copy of this one; not shown", name);
    } catch (JMException e) {
      LOG.warn("{} could not be registered", name, e);
    }
    return bean;
  }

  private static void unregister(ObjectName name) {
    BEANS.remove(name);
    if (!REGISTERED.remove(name)) {
      return;
    }
    try {
      server().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOG.debug("{} was unregistered by somebody else", name);
    } catch (JMException e) {
      LOG.warn("{} could not be unregistered", name, e);
    }
  }

  private ObjectName name(String domain, String type) {
    String text =
        domain
            + ":type="
            + type
            + ",CacheManager="
            + withoutSyntax(manager.toString())
            + ",Cache="
            + withoutSyntax(cache);
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(text + " is no JMX name", e);
    }
  }

  /** As the reference implementation and the TCK do it, and with what else JMX takes amiss. */
  private static String withoutSyntax(String text) {
    return text.replaceAll("[,:=\n*?\"]", ".");
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
