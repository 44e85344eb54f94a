/** The application as a whole, in real Spring contexts over embedded DynamoDB. */
package io.github.dynamodbjcache.examples.spring;
