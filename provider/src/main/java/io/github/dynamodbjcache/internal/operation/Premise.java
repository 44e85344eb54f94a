package io.github.dynamodbjcache.internal.operation;

/** What an operation may take for granted before anything has been read. */
public enum Premise {

  /** It decides alike whatever is there: one blind write will do. */
  BLIND,

  /** It writes if nothing is there; a conditional write finds out. */
  ABSENT,

  /** It changes what is there, whatever its value; a conditional write finds out. */
  PRESENT,

  /** It has to see what is there, and mostly leaves the value as it is. */
  READ,

  /** It has to see what is there, and then mostly changes it. */
  READ_TO_CHANGE
}
