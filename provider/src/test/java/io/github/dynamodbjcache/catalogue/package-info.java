/**
 * Values as applications have them: of the JDK, of libraries, and of an application's own kinds.
 */
package io.github.dynamodbjcache.catalogue;
