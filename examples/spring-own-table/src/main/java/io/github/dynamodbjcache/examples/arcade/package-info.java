/** An application whose cached methods read and write a table that another application keeps. */
@NullMarked
package io.github.dynamodbjcache.examples.arcade;

import org.jspecify.annotations.NullMarked;
