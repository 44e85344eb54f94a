package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.cache.Cache;
import org.apache.shiro.cache.jcache.JCacheManager;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.session.UnknownSessionException;
import org.apache.shiro.session.mgt.DefaultSessionKey;
import org.apache.shiro.session.mgt.DefaultSessionManager;
import org.apache.shiro.session.mgt.eis.CachingSessionDAO;
import org.apache.shiro.session.mgt.eis.EnterpriseCacheSessionDAO;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.subject.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shiro over two managers: sessions and what realms know of the users' rights. */
class ShiroTest {

  private final TwoInstances instances = new TwoInstances();
  private final Realm firstRealm = new Realm();
  private final Realm secondRealm = new Realm();
  private final DefaultSecurityManager first = application(instances.first(), firstRealm);
  private final DefaultSecurityManager second = application(instances.second(), secondRealm);

  @AfterEach
  void close() {
    // Shiro's table of sessions is one, and the tests count what lies in it.
    sessions(first).clear();
    first.destroy();
    second.destroy();
    instances.close();
  }

  @Test
  void whoLogsInAtTheFirstInstanceIsKnownToTheSecond() {
    Subject here = new Subject.Builder(first).buildSubject();
    here.login(new UsernamePasswordToken("alice", "secret"));
    here.getSession().setAttribute("basket", "paint-42");
    Serializable id = here.getSession().getId();

    Subject there = new Subject.Builder(second).sessionId(id).buildSubject();

    assertThat(there.isAuthenticated()).isTrue();
    assertThat(there.getPrincipal()).isEqualTo("alice");
    assertThat(there.getSession().getAttribute("basket")).isEqualTo("paint-42");

    there.getSession().setAttribute("basket", "paint-7");
    assertThat(here.getSession().getAttribute("basket")).isEqualTo("paint-7");

    there.logout();
    assertThatThrownBy(() -> first.getSession(new DefaultSessionKey(id)))
        .isInstanceOf(UnknownSessionException.class);
  }

  /** The key is a collection of principals, which both instances make for themselves. */
  @Test
  void rightsThatTheFirstInstanceHasLookedUpTheSecondKnows() {
    Subject here = new Subject.Builder(first).buildSubject();
    here.login(new UsernamePasswordToken("alice", "secret"));
    Subject there = new Subject.Builder(second).buildSubject();
    there.login(new UsernamePasswordToken("alice", "secret"));

    assertThat(here.isPermitted("paint:mix")).isTrue();
    assertThat(there.isPermitted("paint:mix")).isTrue();
    assertThat(there.isPermitted("paint:sell")).isFalse();
    assertThat(firstRealm.lookUps).hasValue(1);
    assertThat(secondRealm.lookUps).as("found in the cache").hasValue(0);

    here.logout();
    assertThat(there.isPermitted("paint:mix")).isTrue();
    assertThat(secondRealm.lookUps).as("a logout forgets them").hasValue(1);
  }

  /** {@code size}, {@code keys} and {@code values} of Shiro's caches walk through the table. */
  @Test
  void theCacheOfSessionsIsWalkedThrough() {
    Serializable id = new Subject.Builder(first).buildSubject().getSession().getId();
    new Subject.Builder(second).buildSubject().getSession();
    Cache<Object, Object> sessions = sessions(second);

    assertThat(sessions.size()).isEqualTo(2);
    assertThat(sessions.keys()).contains(id);
    assertThat(sessions.values()).hasSize(2);
    assertThat(sessions.remove(id)).isNotNull();
    assertThat(sessions(first).get(id)).isNull();
  }

  private static Cache<Object, Object> sessions(DefaultSecurityManager application) {
    return application.getCacheManager().getCache(CachingSessionDAO.ACTIVE_SESSION_CACHE_NAME);
  }

  private static DefaultSecurityManager application(CacheManager manager, Realm realm) {
    JCacheManager caches = new JCacheManager();
    caches.setCacheManager(manager);
    DefaultSessionManager sessions = new DefaultSessionManager();
    sessions.setSessionDAO(new EnterpriseCacheSessionDAO());
    sessions.setSessionValidationSchedulerEnabled(false);
    realm.setName("accounts");
    realm.setAuthorizationCachingEnabled(true);
    realm.setAuthorizationCacheName("accounts.authorization");
    DefaultSecurityManager application = new DefaultSecurityManager(realm);
    application.setSessionManager(sessions);
    application.setCacheManager(caches);
    return application;
  }

  /** Knows alice. */
  private static final class Realm extends AuthorizingRealm {

    private final AtomicInteger lookUps = new AtomicInteger();

    @Override
    protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
      return new SimpleAuthenticationInfo(
          new SimplePrincipalCollection(token.getPrincipal(), getName()), "secret");
    }

    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
      lookUps.incrementAndGet();
      SimpleAuthorizationInfo rights = new SimpleAuthorizationInfo();
      rights.addStringPermission("paint:mix");
      return rights;
    }
  }
}
