/** Each promise, held by a test that was seen to fail on a planted defect. */
package io.github.dynamodbjcache.guarantee;
