package io.github.dynamodbjcache.internal.store;

/** The stand-in keeps the promises of what it stands for. */
class InMemoryEntryStoreTest extends EntryStoreContractTest {

  @Override
  protected EntryStore newStore() {
    return new InMemoryEntryStore();
  }
}
