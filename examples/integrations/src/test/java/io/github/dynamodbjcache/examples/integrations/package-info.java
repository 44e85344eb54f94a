/** Frameworks that know JCache only, with two instances of an application over the same tables. */
package io.github.dynamodbjcache.examples.integrations;
