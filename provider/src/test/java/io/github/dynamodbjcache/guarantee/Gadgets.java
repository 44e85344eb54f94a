package io.github.dynamodbjcache.guarantee;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Stand-ins for the classes that attacks are made of. No cache allows them; each leaves its name if
 * any code of it ever runs while bytes are read.
 */
final class Gadgets {

  /** Whose code has run. */
  static final Set<String> RAN = new ConcurrentSkipListSet<>();

  private Gadgets() {}

  static final class InReadObject implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      RAN.add("readObject");
      in.defaultReadObject();
    }
  }

  static final class InReadResolve implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      RAN.add("readResolve");
      return this;
    }
  }

  /** Has code to run as soon as it is somewhere to be hashed. */
  static final class InHashCode implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Object made = new Object();

    @Override
    public int hashCode() {
      if (made == null) {
        RAN.add("hashCode");
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Externalizable objects are made by their constructor. */
  public static final class InReadExternal implements Externalizable {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      RAN.add("readExternal");
    }
  }

  @SuppressWarnings({"removal", "deprecation", "Finalize"}) // attacks use it
  static final class InFinalize implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Object made = new Object();

    @Override
    protected void finalize() {
      if (made == null) {
        RAN.add("finalize");
      }
    }
  }

  /** Its name is put in the place of {@link Uninitialize0}'s, which is as long. */
  static final class Initializer00 implements Serializable {
    private static final long serialVersionUID = 1L;

    static {
      RAN.add("static initialiser");
    }
  }

  static final class Uninitialize0 implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  static final class InHandler implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      RAN.add("invocation handler");
      return 0;
    }
  }

  static final class InCompare implements Comparator<Object>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Object a, Object b) {
      RAN.add("comparator");
      return 0;
    }
  }
}
