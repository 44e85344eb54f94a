/** Tests of the structure: which room may know which. */
@NullMarked
package io.github.dynamodbjcache.architecture;

import org.jspecify.annotations.NullMarked;
