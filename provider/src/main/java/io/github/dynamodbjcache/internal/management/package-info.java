/** MXBeans and their registration. */
@NullMarked
package io.github.dynamodbjcache.internal.management;

import org.jspecify.annotations.NullMarked;
