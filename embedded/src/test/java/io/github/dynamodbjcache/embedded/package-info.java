@NullMarked
package io.github.dynamodbjcache.embedded;

import org.jspecify.annotations.NullMarked;
