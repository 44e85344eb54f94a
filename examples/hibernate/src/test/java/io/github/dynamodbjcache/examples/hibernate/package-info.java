/** What Hibernate's users are promised, on H2 and embedded DynamoDB. */
package io.github.dynamodbjcache.examples.hibernate;
