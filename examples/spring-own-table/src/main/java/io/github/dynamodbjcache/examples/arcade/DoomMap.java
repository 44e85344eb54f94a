package io.github.dynamodbjcache.examples.arcade;

import java.util.Set;

/** A level of Doom, as the table {@code doom_map} has it: one attribute for each component. */
public record DoomMap(int episode, int map, String name, Set<String> cheats) {}
