/** Predicates and changes over attribute values, and how requests say them. */
@NullMarked
package io.github.dynamodbjcache.internal.expression;

import org.jspecify.annotations.NullMarked;
