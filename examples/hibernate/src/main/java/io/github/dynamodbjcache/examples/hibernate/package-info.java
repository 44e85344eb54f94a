/** A bookshop whose second-level and query caches are DynamoDB tables. */
package io.github.dynamodbjcache.examples.hibernate;
