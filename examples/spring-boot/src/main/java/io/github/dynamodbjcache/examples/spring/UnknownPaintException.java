package io.github.dynamodbjcache.examples.spring;

/** The maker does not make it. */
public class UnknownPaintException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For that paint. */
  public UnknownPaintException(String paint) {
    super(paint);
  }
}
