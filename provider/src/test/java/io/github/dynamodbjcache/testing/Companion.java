package io.github.dynamodbjcache.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A test that plants a defect in its own JVM, with {@link PlantedDefect}: the tag has Maven run it
 * in JVMs that only such tests share.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("defect")
@Test
public @interface Companion {}
