package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.guarantee.HostilePayloads.Deferred;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.regex.Pattern;

/**
 * What somebody would plant who knows which objects are replaced when they are read, and which of
 * the JDK's values do more than hold something.
 */
final class HostileStandIns {

  private static final String ROOM = "io.github.dynamodbjcache.internal.codec.java.";

  /** After two descriptions and the name of a field's type. */
  private static final int HANDLE_OF_THE_OBJECT = 3;

  private HostileStandIns() {}

  /** An application's class that is allowed, and becomes another. */
  record Turncoat(String other) implements Serializable {
    private Object readResolve() {
      return other.equals("thread") ? new Thread() : new Gadgets.InReadObject();
    }
  }

  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("a stand-in that becomes a gadget", bytes(new Turncoat("gadget")));
    all.put("a stand-in that becomes a thread", bytes(List.of(new Turncoat("thread"))));
    addStandIns(all);
    addLateTables(all);
    addUrls(all);
    addProperties(all);
    for (Object raw :
        List.of(
            new ConcurrentHashMap<>(Map.of(1, 2)),
            ConcurrentHashMap.newKeySet(),
            new ConcurrentSkipListMap<>(Map.of(1, 2)),
            new ConcurrentSkipListSet<>(Set.of(1)),
            new ArrayBlockingQueue<>(3),
            new LinkedBlockingQueue<>(),
            new PriorityBlockingQueue<>(),
            Collections.newSetFromMap(new ConcurrentHashMap<>()),
            ZoneId.of("Europe/Paris").getRules(),
            Pattern.compile("(a+)+b"))) {
      all.put("raw " + raw.getClass().getName(), bytes(raw));
    }
    all.put(
        "a comparator in a reversed one",
        bytes(new TreeSet<>(Collections.reverseOrder(new Gadgets.InCompare()))));
    return all;
  }

  private static void addStandIns(Map<String, byte[]> all) {
    HashMap<Object, Object> shared = new HashMap<>(Map.of("a", 1));
    Object lists = HostilePayloads.sharingLists();
    all.put(
        "two concurrent maps of one content",
        bytes(List.of(standIn(1, shared), standIn(1, shared))));
    all.put(
        "a concurrent map of lists",
        bytes(standIn(1, new HashMap<>(Map.of(Deferred.of(lists), 1)))));
    all.put(
        "a concurrent set of lists", bytes(standIn(2, new HashSet<>(Set.of(Deferred.of(lists))))));
    all.put("a concurrent map of another class", bytes(standIn(1, new LinkedHashMap<>())));
    all.put("a concurrent map that is none", bytes(standIn(1, "x")));
    all.put("a concurrent map of a gadget", bytes(standIn(1, new Gadgets.InReadObject())));
    all.put(
        "a concurrent map that holds a gadget",
        bytes(standIn(1, new HashMap<>(Map.of(1, new Gadgets.InReadObject())))));
    all.put("a concurrent map of nothing", bytes(standIn(1, null)));
    all.put("a concurrent thing of later", bytes(standIn(99, new HashMap<>())));
    all.put(
        "a sorted map with a comparator",
        bytes(standIn(3, new TreeMap<>(new Gadgets.InCompare()))));
    all.put(
        "a sorted set with a comparator",
        bytes(standIn(4, new TreeSet<>(new Gadgets.InCompare()))));
    all.put(
        "a concurrent map that claims 2^28 buckets",
        claimed(bytes(standIn(1, new HashMap<>())), 1 << 28));
    all.put("an optional of another type", bytes(optional(1, "x")));
    all.put("an optional of later", bytes(optional(9, "x")));
    all.put("an optional gadget", bytes(optional(0, new Gadgets.InReadResolve())));
    all.put(
        "a pageable of a text", bytes(make("StoredUnpaged", new Class<?>[] {Object.class}, "x")));
    all.put(
        "a pageable of a gadget",
        bytes(make("StoredUnpaged", new Class<?>[] {Object.class}, new Gadgets.InReadObject())));
  }

  private static void addLateTables(Map<String, byte[]> all) {
    List<Object> content = new ArrayList<>(List.of(1, 2));
    Object itself = late(1, content);
    Object inside = late(1, List.of(new Object[] {List.of(new Object[] {Deferred.of(itself)})}));
    Object one = late(1, content);
    Object other = late(1, content);
    share(one, other);
    share(itself, inside);
    all.put("a late set in itself", bytes(itself));
    all.put("two late sets of one content", bytes(List.of(one, other)));
    all.put("lists in a late set", bytes(late(1, List.of(HostilePayloads.sharingLists()))));
    all.put(
        "lists as keys of a late map", bytes(late(3, List.of(HostilePayloads.sharingLists(), 1))));
    all.put("lists hashed late by what they hold", lateWithin(HostilePayloads.sharingLists()));
    all.put("a URL hashed late by what it is beside", lateWithin(url()));
    all.put("a URL in a late set", bytes(late(1, List.of(url()))));
    all.put("a URL as key of a late map", bytes(late(4, List.of(url(), 1))));
    all.put("a gadget in a late set", bytes(late(2, List.of(new Gadgets.InReadObject()))));
    all.put("a late thing of later", bytes(late(9, List.of())));
  }

  private static Object late(int code, Collection<?> content) {
    return make("LateTable", new Class<?>[] {byte.class, Collection.class}, (byte) code, content);
  }

  /** A late set of what holds it: cheap to hash where it is read, and dear when all is read. */
  private static byte[] lateWithin(Object dear) {
    Object[] outer = new Object[1];
    List<Object> list = new ArrayList<>();
    outer[0] = late(1, List.of(Deferred.of(list)));
    list.add(new HostilePayloads.Holder(outer));
    list.add(dear);
    return bytes(list);
  }

  /** Has two of them refer to one array. */
  private static void share(Object one, Object other) {
    try {
      Field content = one.getClass().getDeclaredField("content");
      content.setAccessible(true);
      content.set(one, content.get(other));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever hashes a URL asks for the address of its host. */
  private static void addUrls(Map<String, byte[]> all) {
    Object url = Deferred.of(url());
    all.put("a URL as key", bytes(new HashMap<>(Map.of(url, 1))));
    all.put("a URL as key of a linked map", bytes(new LinkedHashMap<>(Map.of(url, 1))));
    all.put("a URL as key of a Hashtable", bytes(new Hashtable<>(Map.of(url, 1))));
    all.put("a URL in a set", bytes(new HashSet<>(Set.of(url))));
    all.put("a URL in a linked set", bytes(new LinkedHashSet<>(Set.of(url))));
    all.put("a URL in Set.of", bytes(Set.of(url, 1)));
    all.put("a URL in Map.of", bytes(Map.of(url, 1, 2, 3)));
    all.put("a URL in a list in a set", bytes(new HashSet<>(Set.of(List.of(url)))));
    all.put("a URL in an entry in a set", bytes(new HashSet<>(Set.of(Map.of(1, url)))));
    all.put(
        "a URL in an application's class in a set",
        bytes(HostilePayloads.setOf(new HostilePayloads.Holder(url()))));
    all.put("a URL as key of a concurrent map", bytes(standIn(1, new HashMap<>(Map.of(url, 1)))));
    all.put("a URL in a concurrent set", bytes(standIn(2, new HashSet<>(Set.of(url)))));
    all.put(
        "a URL in a queue that orders", bytes(new PriorityQueue<>(List.of(Deferred.of(url())))));
    Properties properties = new Properties();
    properties.put(url, "x");
    all.put("a URL as a property", bytes(properties));
  }

  private static void addProperties(Map<String, byte[]> all) {
    all.put("properties that are their own defaults", ownDefaults());
    Properties gadget = new Properties();
    gadget.put("k", new Gadgets.InReadObject());
    all.put("a gadget as a property", bytes(gadget));
    all.put("a gadget in the defaults of properties", bytes(new Properties(gadget)));
    Properties lists = new Properties();
    lists.put(Deferred.of(HostilePayloads.sharingLists()), 1);
    all.put("lists as properties", bytes(lists));
    all.put("properties of 2^28 buckets", claimed(bytes(new Properties()), 1 << 28));
  }

  private static URL url() {
    try {
      return new URL("http://no-such-host.invalid/");
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object standIn(int code, Object content) {
    return make("StandIn", new Class<?>[] {byte.class, Object.class}, (byte) code, content);
  }

  private static Object optional(int code, Object value) {
    return make("StoredOptional", new Class<?>[] {byte.class, Object.class}, (byte) code, value);
  }

  private static Object make(String name, Class<?>[] types, Object... components) {
    try {
      Constructor<?> constructor = Class.forName(ROOM + name).getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Object value) {
    return HostilePayloads.bytes(value);
  }

  /** The null that stands for the defaults becomes a reference to the object itself. */
  private static byte[] ownDefaults() {
    byte[] bytes = bytes(new Properties());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = bytes.length;
    if (bytes[end - 1] != 0x70) {
      throw new IllegalArgumentException(text);
    }
    ByteBuffer changed = ByteBuffer.allocate(end + 4).put(bytes, 0, end - 1).put((byte) 0x71);
    return changed.putInt(0x7e0000 + HANDLE_OF_THE_OBJECT).array();
  }

  /** The block with the number of buckets and elements is the last of its length. */
  private static byte[] claimed(byte[] bytes, int buckets) {
    for (int at = bytes.length - 10; at >= 0; at--) {
      if (bytes[at] == 0x77 && bytes[at + 1] == 8) {
        ByteBuffer.wrap(bytes).putInt(at + 2, buckets).putInt(at + 6, buckets);
        return bytes;
      }
    }
    throw new IllegalArgumentException("no table");
  }
}
