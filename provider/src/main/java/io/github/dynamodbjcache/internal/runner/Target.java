package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.EntryKey;

/** The entry an operation is about: the caller's key, and where it lies. */
record Target<K>(K key, EntryKey at) {}
